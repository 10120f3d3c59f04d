using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>Runs queries in BigQuery, in one project. It is thread-safe, holds nothing open, and need not be disposed of.</summary>
/// <example>
/// <code>
/// BigQueryRows rows = await client.QueryAsync("SELECT word FROM shop.words WHERE length > @length", new Dictionary&lt;string, object?&gt; { ["length"] = 10 });
/// await foreach (BigQueryRow row in rows)
/// {
///     Console.WriteLine(row["word"]);
/// }
/// </code>
/// </example>
[SyncTwins]
public sealed partial class BigQueryClient
{
    private readonly GcpCredentials _credentials;
    private readonly ILogger _logger = PrefectLogging.CreateLogger(typeof(BigQueryClient));

    /// <summary>Makes a client. Nothing is sent.</summary>
    /// <param name="credentials">How to sign in.</param>
    /// <param name="project">Project that is worked in. Default: that of the credentials.</param>
    /// <param name="location">Where queries run that do not say it, such as <c>EU</c>. Default: where their data are.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    public BigQueryClient(GcpCredentials credentials, string? project = null, string? location = null)
    {
        ArgumentNullException.ThrowIfNull(credentials);
        _credentials = credentials;
        Project = string.IsNullOrWhiteSpace(project) ? null : project;
        Location = string.IsNullOrWhiteSpace(location) ? null : location;
    }

    /// <summary>Project that is worked in; null for that of the credentials.</summary>
    public string? Project { get; }

    /// <summary>Where queries run that do not say it; null for where their data are.</summary>
    public string? Location { get; }

    /// <summary>Runs a query.</summary>
    /// <param name="query">The query, in GoogleSQL. Its parameters are <c>@name</c>, or as in Python <c>%(name)s</c> and <c>%(name:TYPE)s</c>.</param>
    /// <param name="parameters">Values of the parameters by their names: of .NET's types, or <see cref="BigQueryValue"/> where those do not tell the service's.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The rows, which are read while they are enumerated.</returns>
    /// <exception cref="ArgumentException">The query is empty, or parameters are missing or of no usable type.</exception>
    /// <exception cref="GcpException">The query failed, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">The query had not ended within <see cref="BigQueryQueryOptions.WaitTimeout"/>.</exception>
    [OverloadResolutionPriority(1)]
    public Task<BigQueryRows> QueryAsync(
        string query,
        IReadOnlyDictionary<string, object?>? parameters = null,
        BigQueryQueryOptions? options = null,
        CancellationToken cancellationToken = default) =>
        QueryAsync(BigQueryStatement.Of(query, parameters), options, cancellationToken);

    /// <summary>Runs a query whose parameters go by position.</summary>
    /// <param name="query">The query, in GoogleSQL. Its parameters are <c>?</c>, or as in Python <c>%s</c> and <c>%(:TYPE)s</c>.</param>
    /// <param name="parameters">Values of the parameters in their order.</param>
    /// <param name="options">How it is run.</param>
    /// <param name="cancellationToken">Ends the waiting.</param>
    /// <returns>The rows, which are read while they are enumerated.</returns>
    /// <exception cref="ArgumentException">The query is empty, or parameters are missing or of no usable type.</exception>
    /// <exception cref="GcpException">The query failed, or the service could not be reached.</exception>
    /// <exception cref="TimeoutException">The query had not ended within <see cref="BigQueryQueryOptions.WaitTimeout"/>.</exception>
    public Task<BigQueryRows> QueryAsync(
        string query, IReadOnlyList<object?> parameters, BigQueryQueryOptions? options = null, CancellationToken cancellationToken = default) =>
        QueryAsync(BigQueryStatement.Of(query, parameters), options, cancellationToken);

    /// <summary>Tells what a query would read. Nothing is run, and nothing is paid for.</summary>
    /// <param name="query">The query, as for <see cref="QueryAsync(string, IReadOnlyDictionary{string, object?}, BigQueryQueryOptions, CancellationToken)"/>.</param>
    /// <param name="parameters">Values of the parameters by their names.</param>
    /// <param name="options">How it would be run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The query is empty, or parameters are missing or of no usable type.</exception>
    /// <exception cref="GcpException">The query is wrong, or the service could not be reached.</exception>
    public async Task<BigQueryDryRun> DryRunAsync(
        string query,
        IReadOnlyDictionary<string, object?>? parameters = null,
        BigQueryQueryOptions? options = null,
        CancellationToken cancellationToken = default)
    {
        BigQueryStatement statement = BigQueryStatement.Of(query, parameters);
        BigQueryQueryOptions placed = Placed(options);
        BigQueryJobs jobs = await OpenAsync(placed.Project, cancellationToken).ConfigureAwait(false);
        return await jobs.DryRunAsync(BigQueryConfigurations.Query(statement, placed, jobs.Api.Project), placed.Location, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<BigQueryRows> QueryAsync(BigQueryStatement statement, BigQueryQueryOptions? options, CancellationToken cancellationToken)
    {
        BigQueryQueryOptions placed = Placed(options);
        BigQueryJobs jobs = await OpenAsync(placed.Project, cancellationToken).ConfigureAwait(false);
        return await jobs.QueryAsync(BigQueryConfigurations.Query(statement, placed, jobs.Api.Project), placed, cancellationToken).ConfigureAwait(false);
    }

    internal async Task<BigQueryJobs> OpenAsync(string? project, CancellationToken cancellationToken) =>
        new(await BigQueryApi.OpenAsync(_credentials, project ?? Project, cancellationToken).ConfigureAwait(false), _logger);

    internal GoogleService Service => _credentials.Service(GcpService.BigQuery);

    internal BigQueryQueryOptions Placed(BigQueryQueryOptions? options)
    {
        BigQueryQueryOptions given = options ?? BigQueryQueryOptions.Default;
        return given.Location is null && Location is not null ? given with { Location = Location } : given;
    }
}
