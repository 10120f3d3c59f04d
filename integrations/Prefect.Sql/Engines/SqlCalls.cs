using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;
using SQLitePCL;

namespace Prefect.Sql;

/// <summary>
/// The calls of ADO.NET: those that wait without blocking, or those that block. What the blocking ones give is complete, so that one text of
/// code serves both.
/// </summary>
internal abstract class SqlCalls
{
    public static SqlCalls Awaiting { get; } = new AwaitingCalls();

    public static SqlCalls Blocking { get; } = new BlockingCalls();

    public abstract ValueTask EnterAsync(SemaphoreSlim gate, CancellationToken cancellationToken);

    public abstract ValueTask<DbConnection> OpenAsync(DbDataSource source, CancellationToken cancellationToken);

    public abstract ValueTask<DbTransaction> BeginAsync(DbConnection connection, IsolationLevel isolation, CancellationToken cancellationToken);

    public abstract ValueTask CommitAsync(DbTransaction transaction, CancellationToken cancellationToken);

    public abstract ValueTask<DbDataReader> ReadAsync(DbCommand command, CommandBehavior behavior, CancellationToken cancellationToken);

    public abstract ValueTask<bool> NextAsync(DbCommand command, DbDataReader reader, CancellationToken cancellationToken);

    /// <summary>Has the database stop a statement whose rows nobody wants any more.</summary>
    public abstract ValueTask StopAsync(DbCommand command);

    public abstract ValueTask<int> ExecuteAsync(DbCommand command, CancellationToken cancellationToken);

    public abstract ValueTask<int> ExecuteAsync(DbBatch batch, CancellationToken cancellationToken);

    public abstract ValueTask CloseAsync<T>(T resource)
        where T : IAsyncDisposable, IDisposable;

    /// <summary>Lets a token end a statement of SQLite, whose provider does not listen to it while a statement runs.</summary>
    protected static CancellationTokenRegistration Interrupt(DbCommand command, CancellationToken cancellationToken) =>
        cancellationToken.CanBeCanceled && command.Connection is SqliteConnection { Handle: { } handle }
            ? cancellationToken.UnsafeRegister(static state => raw.sqlite3_interrupt((sqlite3)state!), handle)
            : default;
}
