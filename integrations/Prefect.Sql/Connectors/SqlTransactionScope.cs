using System.Data.Common;

namespace Prefect.Sql;

/// <summary>
/// A connection with a transaction on it. What was not committed when it is disposed of is rolled back, and the connection goes back to where
/// it came from.
/// </summary>
public sealed class SqlTransactionScope : IAsyncDisposable, IDisposable
{
    internal SqlTransactionScope(DbConnection connection, DbTransaction transaction) => (Connection, Transaction) = (connection, transaction);

    /// <summary>The connection.</summary>
    public DbConnection Connection { get; }

    /// <summary>The transaction, which commands that are made otherwise than by <see cref="CreateCommand"/> must be told of.</summary>
    public DbTransaction Transaction { get; }

    /// <summary>Gives a command in the transaction.</summary>
    public DbCommand CreateCommand()
    {
        DbCommand command = Connection.CreateCommand();
        command.Transaction = Transaction;
        return command;
    }

    /// <summary>Makes all changes last.</summary>
    /// <param name="cancellationToken">Ends the operation. Whether the changes last is then unknown.</param>
    /// <exception cref="DbException">The database refused.</exception>
    public Task CommitAsync(CancellationToken cancellationToken = default) => Transaction.CommitAsync(cancellationToken);

    /// <inheritdoc cref="CommitAsync"/>
    public void Commit() => Transaction.Commit();

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        try
        {
            await Transaction.DisposeAsync().ConfigureAwait(false);
        }
        finally
        {
            await Connection.DisposeAsync().ConfigureAwait(false);
        }
    }

    /// <inheritdoc/>
    public void Dispose()
    {
        try
        {
            Transaction.Dispose();
        }
        finally
        {
            Connection.Dispose();
        }
    }
}
