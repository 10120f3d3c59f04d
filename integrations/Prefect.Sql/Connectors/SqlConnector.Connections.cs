using System.Data;
using System.Data.Common;
using Prefect.Blocks;

namespace Prefect.Sql;

/// <content>Connections of the caller's own.</content>
public abstract partial record SqlConnector
{
    /// <summary>Gives the source of connections. It is made once and kept until the block is closed; not to be disposed of.</summary>
    /// <exception cref="SqlConfigurationException">A property has a value that cannot be used, or there is no provider for the database.</exception>
    /// <exception cref="SecretReferenceException">A secret is a reference that leads nowhere.</exception>
    public DbDataSource GetEngine() => Lease().Source;

    /// <inheritdoc/>
    DbDataSource ICredentials<DbDataSource>.GetClient() => GetEngine();

    /// <summary>Gives what is asked for by its name.</summary>
    /// <param name="clientType">The source of connections, which is not to be disposed of, or a connection, which is.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentOutOfRangeException">There is no such client.</exception>
    /// <inheritdoc cref="GetConnectionAsync" path="/exception"/>
    public async Task<IAsyncDisposable> GetClientAsync(SqlClientType clientType, CancellationToken cancellationToken = default) => clientType switch
    {
        SqlClientType.Engine => GetEngine(),
        SqlClientType.Connection => await GetConnectionAsync(cancellationToken).ConfigureAwait(false),
        _ => throw new ArgumentOutOfRangeException(nameof(clientType), clientType, "The client must be the engine or a connection."),
    };

    /// <inheritdoc cref="GetClientAsync"/>
    public IAsyncDisposable GetClient(SqlClientType clientType, CancellationToken cancellationToken = default) => clientType switch
    {
        SqlClientType.Engine => GetEngine(),
        SqlClientType.Connection => GetConnection(cancellationToken),
        _ => throw new ArgumentOutOfRangeException(nameof(clientType), clientType, "The client must be the engine or a connection."),
    };

    /// <summary>Opens a connection, which is the caller's to dispose of. Nothing is begun on it: each statement counts by itself.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="SqlConfigurationException">A property has a value that cannot be used, or there is no provider for the database.</exception>
    /// <exception cref="SecretReferenceException">A secret is a reference that leads nowhere.</exception>
    /// <exception cref="SqlDatabaseException">The database refused, or could not be reached.</exception>
    public Task<DbConnection> GetConnectionAsync(CancellationToken cancellationToken = default) => OpenAsync(SqlCalls.Awaiting, cancellationToken);

    /// <inheritdoc cref="GetConnectionAsync"/>
    public DbConnection GetConnection(CancellationToken cancellationToken = default) => Sync.Run(() => OpenAsync(SqlCalls.Blocking, cancellationToken));

    /// <summary>Opens a connection and begins a transaction on it, which is rolled back unless it is committed before it is disposed of.</summary>
    /// <param name="isolation">How it is kept apart from others. Default: what the database does.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="GetConnectionAsync" path="/exception"/>
    public Task<SqlTransactionScope> BeginAsync(IsolationLevel isolation = IsolationLevel.Unspecified, CancellationToken cancellationToken = default) =>
        BeginAsync(SqlCalls.Awaiting, isolation, cancellationToken);

    /// <inheritdoc cref="BeginAsync(IsolationLevel, CancellationToken)"/>
    public SqlTransactionScope Begin(IsolationLevel isolation = IsolationLevel.Unspecified, CancellationToken cancellationToken = default) =>
        Sync.Run(() => BeginAsync(SqlCalls.Blocking, isolation, cancellationToken));

    /// <summary>Does work in a transaction, which is committed when the work returns and rolled back when it throws.</summary>
    /// <typeparam name="T">What the work gives.</typeparam>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="GetConnectionAsync" path="/exception"/>
    public async Task<T> InTransactionAsync<T>(Func<SqlTransactionScope, CancellationToken, Task<T>> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        SqlTarget target = Lease().Target;
        SqlTransactionScope scope = await BeginAsync(cancellationToken: cancellationToken).ConfigureAwait(false);
        await using (scope.ConfigureAwait(false))
        {
            T result = await work(scope, cancellationToken).ConfigureAwait(false);
            try
            {
                await scope.CommitAsync(CancellationToken.None).ConfigureAwait(false);
                return result;
            }
            catch (Exception exception) when (SqlFault.IsOfDatabase(exception))
            {
                throw SqlCall.Describe(target, "commit in", exception);
            }
        }
    }

    /// <summary>Does work in a transaction, which is committed when the work returns and rolled back when it throws.</summary>
    /// <param name="work">The work.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <inheritdoc cref="GetConnectionAsync" path="/exception"/>
    public Task InTransactionAsync(Func<SqlTransactionScope, CancellationToken, Task> work, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(work);
        return InTransactionAsync(
            async (scope, token) =>
            {
                await work(scope, token).ConfigureAwait(false);
                return 0;
            },
            cancellationToken);
    }

    private Task<DbConnection> OpenAsync(SqlCalls calls, CancellationToken cancellationToken) =>
        ConnectAsync(calls, "connect to", static (connection, _) => new ValueTask<DbConnection>(connection), cancellationToken);

    private Task<SqlTransactionScope> BeginAsync(SqlCalls calls, IsolationLevel isolation, CancellationToken cancellationToken) => ConnectAsync(
        calls,
        "begin a transaction in",
        async (connection, token) => new SqlTransactionScope(connection, await calls.BeginAsync(connection, isolation, token).ConfigureAwait(false)),
        cancellationToken);

    private async Task<T> ConnectAsync<T>(
        SqlCalls calls, string attempt, Func<DbConnection, CancellationToken, ValueTask<T>> prepare, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        SqlDataSourceLease lease = Lease();
        return await SqlCall.RunAsync(
            lease.Target,
            "Connect",
            attempt,
            SqlExecutionOptions.Default,
            async token =>
            {
                DbConnection connection = await calls.OpenAsync(lease.Source, token).ConfigureAwait(false);
                try
                {
                    return await prepare(connection, token).ConfigureAwait(false);
                }
                catch
                {
                    await calls.CloseAsync(connection).ConfigureAwait(false);
                    throw;
                }
            },
            cancellationToken).ConfigureAwait(false);
    }
}
