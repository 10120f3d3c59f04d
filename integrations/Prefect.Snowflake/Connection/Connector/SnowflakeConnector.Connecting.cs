using System.Diagnostics.CodeAnalysis;
using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <content>The connection.</content>
public sealed partial record SnowflakeConnector : IDatabase, ICheckable, IAsyncDisposable, IDisposable
{
    // Kept beside the block and not in it: it is no part of its data, a copy has its own, and equality does not ask for it.
    private static readonly ConditionalWeakTable<SnowflakeConnector, SnowflakeHandles> s_handles = [];
    private static readonly ILogger s_logger = PrefectLogging.CreateLogger(typeof(SnowflakeConnector));

    private SnowflakeHandles Handles => s_handles.GetOrCreateValue(this);

    private TimeSpan PollInterval => PollFrequencyS > 0
        ? TimeSpan.FromSeconds(PollFrequencyS)
        : throw new SnowflakeConfigurationException("poll_frequency_s", $"poll_frequency_s of the Snowflake connector must be at least 1, not {PollFrequencyS}.");

    /// <summary>
    /// Gives the connection that the operations go through: the one that is open, or else a new one. It is the connector's: do not dispose of
    /// it, close the connector.
    /// </summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SnowflakeConfigurationException">A property is missing, or contradicts another.</exception>
    /// <exception cref="SnowflakeException">The sign-in was refused, or the service could not be reached.</exception>
    [SuppressMessage("Reliability", "CA2000", Justification = "Data sources are shared, and nobody disposes of them.")]
    public Task<SnowflakeConnection> GetConnectionAsync(CancellationToken cancellationToken = default) =>
        Handles.OpenAsync(Source(SnowflakeConnectOptions.Default), cancellationToken);

    /// <summary>Opens another connection, which belongs to the caller.</summary>
    /// <param name="options">How it behaves; where it works goes before what the connector says.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="GetConnectionAsync" path="/exception"/>
    [SuppressMessage("Reliability", "CA2000", Justification = "Data sources are shared, and nobody disposes of them.")]
    public async Task<SnowflakeConnection> OpenConnectionAsync(SnowflakeConnectOptions options, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(options);
        return await Source(options).OpenConnectionAsync(cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Forgets every cursor: what is fetched next is run anew.</summary>
    public Task ResetCursorsAsync() => Handles.ResetAsync();

    /// <summary>
    /// Forgets every cursor and closes the connection: what was not committed is rolled back. Closing it again does nothing; an operation after
    /// it opens a new connection.
    /// </summary>
    public async Task CloseAsync()
    {
        if (!await Handles.CloseAsync().ConfigureAwait(false))
        {
            SnowflakeLog.NothingOpen(s_logger);
        }
    }

    /// <summary>Signs in, and asks whether database, schema and warehouse are there and may be used.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => Credentials is null
        ? Task.FromException<BlockCheckResult>(NoCredentials())
        : SnowflakeCheck.RunAsync(Credentials, Place(SnowflakeConnectOptions.Default), AskAsync, cancellationToken);

    /// <inheritdoc/>
    void IDisposable.Dispose() => Sync.Run(CloseAsync);

    /// <inheritdoc/>
    async ValueTask IAsyncDisposable.DisposeAsync() => await CloseAsync().ConfigureAwait(false);

    private static SnowflakeConfigurationException NoCredentials() => new("credentials", "The Snowflake connector has no credentials.");

    // The sign-in names a database, schema or warehouse that is not there without a word: what the session has then tells.
    private async Task<string> AskAsync(ISnowflakeSession session, string who, CancellationToken cancellationToken)
    {
        SnowflakeQueries queries = new(session, s_logger);
        using SnowflakeResult result = await queries.RunAsync(
            new SnowflakeStatement("SELECT CURRENT_DATABASE(), CURRENT_SCHEMA(), CURRENT_WAREHOUSE()", []), SnowflakeQueryOptions.Default, cancellationToken).ConfigureAwait(false);
        object?[] there = await result.NextAsync(cancellationToken).ConfigureAwait(false) && result.Columns.List.Count == 3 ? result.Values() : [null, null, null];
        (string Kind, string Name)[] wanted = [("database", Database), ("schema", Schema), ("warehouse", Warehouse)];
        string[] missing = [.. wanted.Where((_, index) => there[index] is null).Select(static place => $"{place.Kind} '{place.Name}'")];
        return missing.Length == 0
            ? $"Signed in as {who}; the session works in {there[0]}.{there[1]} on {there[2]}."
            : throw SnowflakeErrors.Failed(
                "use what the connector names", null, $"There is no {string.Join(", no ", missing)}, or the role {session.State.Role} may not use it.", "02000", result.QueryId);
    }

    private SnowflakeDataSource Source(SnowflakeConnectOptions options) => (Credentials ?? throw NoCredentials()).GetClient(Place(options));

    private SnowflakeConnectOptions Place(SnowflakeConnectOptions options) => options with
    {
        Database = options.Database ?? Database,
        Schema = options.Schema ?? Schema,
        Warehouse = options.Warehouse ?? Warehouse,
    };
}
