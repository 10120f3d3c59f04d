using System.Data;
using System.Data.Common;
using Microsoft.Data.Sqlite;

namespace Prefect.Sql;

/// <summary>Waits without blocking, where the provider can.</summary>
internal sealed class AwaitingCalls : SqlCalls
{
    public override ValueTask EnterAsync(SemaphoreSlim gate, CancellationToken cancellationToken) => new(gate.WaitAsync(cancellationToken));

    public override ValueTask<DbConnection> OpenAsync(DbDataSource source, CancellationToken cancellationToken) => source.OpenConnectionAsync(cancellationToken);

    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, IsolationLevel isolation, CancellationToken cancellationToken) =>
        connection.BeginTransactionAsync(isolation, cancellationToken);

    public override ValueTask CommitAsync(DbTransaction transaction, CancellationToken cancellationToken) => new(transaction.CommitAsync(cancellationToken));

    public override async ValueTask<DbDataReader> ReadAsync(DbCommand command, CommandBehavior behavior, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration end = Interrupt(command, cancellationToken);
        return await command.ExecuteReaderAsync(behavior, cancellationToken).ConfigureAwait(false);
    }

    // One is asked for each row: only SQLite needs more than the provider's own task.
    public override ValueTask<bool> NextAsync(DbCommand command, DbDataReader reader, CancellationToken cancellationToken) =>
        command.Connection is SqliteConnection
            ? NextOfSqliteAsync(command, reader, cancellationToken)
            : new ValueTask<bool>(reader.ReadAsync(cancellationToken));

    // The providers have no other form of it than the one that blocks.
    public override ValueTask StopAsync(DbCommand command) => new(Task.Run(command.Cancel));

    public override async ValueTask<int> ExecuteAsync(DbCommand command, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration end = Interrupt(command, cancellationToken);
        return await command.ExecuteNonQueryAsync(cancellationToken).ConfigureAwait(false);
    }

    public override ValueTask<int> ExecuteAsync(DbBatch batch, CancellationToken cancellationToken) => new(batch.ExecuteNonQueryAsync(cancellationToken));

    public override ValueTask CloseAsync<T>(T resource) => resource.DisposeAsync();

    private static async ValueTask<bool> NextOfSqliteAsync(DbCommand command, DbDataReader reader, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration end = Interrupt(command, cancellationToken);
        return await reader.ReadAsync(cancellationToken).ConfigureAwait(false);
    }
}
