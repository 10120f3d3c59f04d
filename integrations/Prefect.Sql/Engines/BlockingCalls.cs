using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;

namespace Prefect.Sql;

/// <summary>Blocks: what it gives is complete.</summary>
[SuppressMessage("Performance", "CA1849", Justification = "Blocking is what it is for.")]
internal sealed class BlockingCalls : SqlCalls
{
    public override ValueTask EnterAsync(SemaphoreSlim gate, CancellationToken cancellationToken)
    {
        gate.Wait(cancellationToken);
        return ValueTask.CompletedTask;
    }

    public override ValueTask<DbConnection> OpenAsync(DbDataSource source, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return new(source.OpenConnection());
    }

    public override ValueTask<DbTransaction> BeginAsync(DbConnection connection, IsolationLevel isolation, CancellationToken cancellationToken) =>
        new(connection.BeginTransaction(isolation));

    public override ValueTask CommitAsync(DbTransaction transaction, CancellationToken cancellationToken)
    {
        transaction.Commit();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<DbDataReader> ReadAsync(DbCommand command, CommandBehavior behavior, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration interruption = Interrupt(command, cancellationToken);
        using CancellationTokenRegistration end = Ends(command, cancellationToken);
        return new(command.ExecuteReader(behavior));
    }

    public override ValueTask<bool> NextAsync(DbCommand command, DbDataReader reader, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration interruption = Interrupt(command, cancellationToken);
        using CancellationTokenRegistration end = Ends(command, cancellationToken);
        return new(reader.Read());
    }

    public override ValueTask StopAsync(DbCommand command)
    {
        command.Cancel();
        return ValueTask.CompletedTask;
    }

    public override ValueTask<int> ExecuteAsync(DbCommand command, CancellationToken cancellationToken)
    {
        using CancellationTokenRegistration interruption = Interrupt(command, cancellationToken);
        using CancellationTokenRegistration end = Ends(command, cancellationToken);
        return new(command.ExecuteNonQuery());
    }

    public override ValueTask<int> ExecuteAsync(DbBatch batch, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        using CancellationTokenRegistration end = cancellationToken.UnsafeRegister(static state => ((DbBatch)state!).Cancel(), batch);
        return new(batch.ExecuteNonQuery());
    }

    public override ValueTask CloseAsync<T>(T resource)
    {
        resource.Dispose();
        return ValueTask.CompletedTask;
    }

    private static CancellationTokenRegistration Ends(DbCommand command, CancellationToken cancellationToken)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return cancellationToken.UnsafeRegister(static state => ((DbCommand)state!).Cancel(), command);
    }
}
