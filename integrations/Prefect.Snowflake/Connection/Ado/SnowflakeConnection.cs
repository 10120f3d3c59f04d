using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Snowflake;

/// <summary>A session with an account: what is opened, begun or made temporary in it belongs to it alone.</summary>
/// <remarks>
/// Statements may run at the same time in one connection, as the service allows it. Closing it ends the session: a transaction that was not
/// committed is rolled back then.
/// </remarks>
public sealed class SnowflakeConnection : DbConnection
{
    private readonly SnowflakeDataSource _source;
    private readonly ILogger _logger = PrefectLogging.CreateLogger(typeof(SnowflakeConnection));
    private SnowflakeQueries? _queries;
    private SnowflakeTransactionWatch? _transactions;
    private ConnectionState _state;

    internal SnowflakeConnection(SnowflakeDataSource source) => _source = source;

    /// <summary>Names the account and the user. No secret is in it, and it cannot be changed.</summary>
    /// <exception cref="NotSupportedException">It is set: connections come from credentials.</exception>
    [AllowNull]
    public override string ConnectionString
    {
        get => _source.ConnectionString;
        set => throw new NotSupportedException("A connection to Snowflake comes from its credentials: ask these for another one.");
    }

    /// <summary>Database that names without one are looked up in; empty for none.</summary>
    public override string Database => _queries?.Session.State.Database ?? _source.Options.Database ?? "";

    /// <summary>Schema that names without one are looked up in; empty for none.</summary>
    [SuppressMessage("Naming", "CA1721", Justification = "GetSchema of ADO.NET is about something else.")]
    public string Schema => _queries?.Session.State.Schema ?? _source.Options.Schema ?? "";

    /// <summary>Warehouse that statements run on; empty for none.</summary>
    public string Warehouse => _queries?.Session.State.Warehouse ?? _source.Options.Warehouse ?? "";

    /// <summary>Role that the session has; empty for none.</summary>
    public string Role => _queries?.Session.State.Role ?? _source.Options.Role ?? "";

    /// <summary>Names the account and the user.</summary>
    public override string DataSource => _source.ConnectionString;

    /// <summary>The service's release.</summary>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    public override string ServerVersion => Queries.Session.State.ServerVersion ?? "";

    /// <summary>Whether the connection is open.</summary>
    public override ConnectionState State => _state == ConnectionState.Open && _queries is { Session.IsClosed: true } ? ConnectionState.Broken : _state;

    /// <summary>Runs statements.</summary>
    /// <exception cref="InvalidOperationException">The connection is not open.</exception>
    internal SnowflakeQueries Queries => State == ConnectionState.Open && _queries is not null
        ? _queries
        : throw new InvalidOperationException("The connection to Snowflake is not open: open it first.");

    /// <summary>The sign-in that statements make sense in only, inside a transaction.</summary>
    internal int? Generation => _transactions?.Generation;

    /// <inheritdoc/>
    public override void Open() => Sync.Run(() => OpenAsync(CancellationToken.None));

    /// <summary>Signs in.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="InvalidOperationException">The connection is open.</exception>
    /// <exception cref="SnowflakeException">The sign-in was refused, or the service could not be reached.</exception>
    public override async Task OpenAsync(CancellationToken cancellationToken)
    {
        if (_state != ConnectionState.Closed)
        {
            throw new InvalidOperationException("The connection to Snowflake is open, or being opened.");
        }

        Become(ConnectionState.Connecting);
        try
        {
            ISnowflakeSession session = await _source.SignInAsync(cancellationToken).ConfigureAwait(false);
            _queries = new SnowflakeQueries(session, _logger);
            _transactions = new SnowflakeTransactionWatch(session);
            Become(ConnectionState.Open);
        }
        catch
        {
            Become(ConnectionState.Closed);
            throw;
        }
    }

    /// <inheritdoc/>
    public override void Close() => Sync.Run(CloseAsync);

    /// <summary>Ends the session. Closing it again does nothing.</summary>
    public override async Task CloseAsync()
    {
        SnowflakeQueries? queries = Interlocked.Exchange(ref _queries, null);
        if (queries is null)
        {
            return;
        }

        Become(ConnectionState.Closed);
        await queries.Session.DisposeAsync().ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public override void ChangeDatabase(string databaseName) => Sync.Run(() => ChangeDatabaseAsync(databaseName));

    /// <summary>Works in another database from now on.</summary>
    /// <param name="databaseName">Its name, exactly as it is written.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The name is empty.</exception>
    /// <exception cref="SnowflakeException">There is no such database, or the service could not be reached.</exception>
    public override async Task ChangeDatabaseAsync(string databaseName, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(databaseName);
        string quoted = databaseName.Replace("\"", "\"\"", StringComparison.Ordinal);
        using SnowflakeResult result = await RunAsync(new SnowflakeStatement($"USE DATABASE \"{quoted}\"", []), SnowflakeQueryOptions.Default, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Makes a command.</summary>
    public new SnowflakeCommand CreateCommand() => new(this);

    /// <summary>Begins a transaction.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="InvalidOperationException">The connection is not open, or a transaction is begun.</exception>
    /// <exception cref="SnowflakeException">The service refused it, or could not be reached.</exception>
    public new async ValueTask<SnowflakeTransaction> BeginTransactionAsync(CancellationToken cancellationToken = default)
    {
        _ = Queries;
        if (_transactions!.IsBegun)
        {
            throw new InvalidOperationException("A transaction is begun in this connection: commit it or roll it back before.");
        }

        using SnowflakeResult result = await RunAsync(SnowflakeTransaction.Begin, SnowflakeQueryOptions.Default, cancellationToken).ConfigureAwait(false);
        return new SnowflakeTransaction(this);
    }

    /// <summary>Looks how far a statement is that was submitted.</summary>
    /// <param name="queryId">Its id.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SnowflakeException">The service refused to say, or could not be reached.</exception>
    public async Task<SnowflakeQueryStatus> GetQueryStatusAsync(string queryId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queryId);
        return (await Queries.StateAsync(queryId, cancellationToken).ConfigureAwait(false)).Status;
    }

    /// <summary>Gives the rows of a statement that was submitted, in whichever session; waits for it if it has not ended.</summary>
    /// <param name="queryId">Its id.</param>
    /// <param name="cancellationToken">Ends the waiting; the statement goes on.</param>
    /// <exception cref="SnowflakeException">The statement failed, or the service could not be reached.</exception>
    public async Task<SnowflakeDataReader> GetResultAsync(string queryId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queryId);
        SnowflakeQueries queries = Queries;
        SnowflakeResult result = await queries.ResultAsync(queryId, cancellationToken).ConfigureAwait(false);
        return await SnowflakeDataReader.OpenAsync(queries, result, cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Ends a statement.</summary>
    /// <param name="queryId">Its id.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SnowflakeException">The service refused it, or could not be reached.</exception>
    public Task CancelQueryAsync(string queryId, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(queryId);
        return Queries.CancelAsync(queryId, cancellationToken);
    }

    /// <inheritdoc/>
    public override async ValueTask DisposeAsync()
    {
        await CloseAsync().ConfigureAwait(false);
        await base.DisposeAsync().ConfigureAwait(false);
    }

    internal Task<SnowflakeResult> RunAsync(SnowflakeStatement statement, SnowflakeQueryOptions options, CancellationToken cancellationToken) =>
        NotedAsync(statement, Queries.RunAsync(statement, options with { Generation = Generation }, cancellationToken));

    /// <summary>Submits a statement, waits for it, and gives its rows.</summary>
    internal Task<SnowflakeResult> PollAsync(SnowflakeStatement statement, TimeSpan interval, CancellationToken cancellationToken) =>
        NotedAsync(statement, PolledAsync(Queries, statement, interval, new SnowflakeQueryOptions { Generation = Generation }, cancellationToken));

    /// <inheritdoc/>
    protected override DbTransaction BeginDbTransaction(IsolationLevel isolationLevel) =>
        Sync.Run(() => BeginDbTransactionAsync(isolationLevel, CancellationToken.None).AsTask());

    /// <inheritdoc/>
    protected override async ValueTask<DbTransaction> BeginDbTransactionAsync(IsolationLevel isolationLevel, CancellationToken cancellationToken) =>
        isolationLevel is IsolationLevel.Unspecified or IsolationLevel.ReadCommitted
            ? await BeginTransactionAsync(cancellationToken).ConfigureAwait(false)
            : throw new ArgumentException($"Snowflake has the isolation level ReadCommitted only, not {isolationLevel}.", nameof(isolationLevel));

    /// <inheritdoc/>
    protected override DbCommand CreateDbCommand() => CreateCommand();

    /// <inheritdoc/>
    protected override void Dispose(bool disposing)
    {
        if (disposing)
        {
            Close();
        }

        base.Dispose(disposing);
    }

    private static async Task<SnowflakeResult> PolledAsync(
        SnowflakeQueries queries, SnowflakeStatement statement, TimeSpan interval, SnowflakeQueryOptions options, CancellationToken cancellationToken)
    {
        string id = await queries.SubmitAsync(statement, options, cancellationToken).ConfigureAwait(false);
        return await queries.WaitAsync(id, interval, options, cancellationToken).ConfigureAwait(false);
    }

    private async Task<SnowflakeResult> NotedAsync(SnowflakeStatement statement, Task<SnowflakeResult> running)
    {
        try
        {
            SnowflakeResult result = await running.ConfigureAwait(false);
            _transactions?.Note(statement.Sql);
            return result;
        }
        catch (SnowflakeException lost) when (SnowflakeCode.NeedsSignIn(lost.ErrorCode))
        {
            _transactions?.NoteEnd(statement.Sql);
            throw;
        }
    }

    private void Become(ConnectionState state)
    {
        ConnectionState before = _state;
        _state = state;
        OnStateChange(new StateChangeEventArgs(before, state));
    }
}
