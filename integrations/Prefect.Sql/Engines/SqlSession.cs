using System.Data.Common;

namespace Prefect.Sql;

/// <summary>A connection in use, with its transaction where it has one. What is not committed is rolled back when it is closed.</summary>
internal sealed class SqlSession
{
    private SqlSession(DbConnection connection) => Connection = connection;

    public DbConnection Connection { get; }

    public DbTransaction? Transaction { get; private set; }

    /// <summary>Opens a connection and begins a transaction for a statement, if it runs in one.</summary>
    public static async ValueTask<SqlSession> OpenAsync(
        SqlCalls calls, SqlDataSourceLease lease, SqlText text, SqlExecutionOptions options, CancellationToken cancellationToken)
    {
        SqlSession session = new(await calls.OpenAsync(lease.Source, cancellationToken).ConfigureAwait(false));
        try
        {
            if (IsInTransaction(lease.Target.Driver.Kind, text, options))
            {
                session.Transaction = await calls.BeginAsync(
                    session.Connection, options.IsolationLevel ?? System.Data.IsolationLevel.Unspecified, cancellationToken).ConfigureAwait(false);
            }

            return session;
        }
        catch
        {
            await session.CloseAsync(calls).ConfigureAwait(false);
            throw;
        }
    }

    public DbCommand CreateCommand(SqlDriver driver, SqlStatement statement, SqlText text)
    {
        DbCommand command = Connection.CreateCommand();
        command.Transaction = Transaction;
#pragma warning disable CA2100 // The statement is the caller's, to whom the database belongs; values go as parameters.
        command.CommandText = text.Command;
#pragma warning restore CA2100
        command.CommandTimeout = Seconds(statement.Options) ?? command.CommandTimeout;
        SqlBinding.Bind(command.CreateParameter, command.Parameters, driver, statement.Values(text));
        return command;
    }

    public DbBatch CreateBatch(SqlDriver driver, IEnumerable<SqlStatement> statements, SqlText text)
    {
        DbBatch batch = Connection.CreateBatch();
        batch.Transaction = Transaction;
        foreach (SqlStatement statement in statements)
        {
            DbBatchCommand command = batch.CreateBatchCommand();
#pragma warning disable CA2100 // The statement is the caller's, to whom the database belongs; values go as parameters.
            command.CommandText = text.Command;
#pragma warning restore CA2100
            SqlBinding.Bind(command.CreateParameter, command.Parameters, driver, statement.Values(text));
            batch.BatchCommands.Add(command);
            batch.Timeout = Seconds(statement.Options) ?? batch.Timeout;
        }

        return batch;
    }

    public async ValueTask CommitAsync(SqlCalls calls, CancellationToken cancellationToken = default)
    {
        if (Transaction is { } transaction)
        {
            await calls.CommitAsync(transaction, cancellationToken).ConfigureAwait(false);
        }
    }

    public async ValueTask CloseAsync(SqlCalls calls)
    {
        try
        {
            if (Transaction is { } transaction)
            {
                await calls.CloseAsync(transaction).ConfigureAwait(false);
            }
        }
        finally
        {
            await calls.CloseAsync(Connection).ConfigureAwait(false);
        }
    }

    private static int? Seconds(SqlExecutionOptions options) => options.Timeout is { } timeout ? (int)Math.Ceiling(timeout.TotalSeconds) : null;

    // SQLite's file is locked by a transaction, and not by a query that was read to its end: Python begins one only to change something.
    private static bool IsInTransaction(DriverKind kind, SqlText text, SqlExecutionOptions options) =>
        !options.AutoCommit
        && (kind != DriverKind.Sqlite || options.IsolationLevel is not null || text.Changes);
}
