using System.Data;
using System.Data.Common;
using Prefect.Http;

namespace Prefect.Sql;

/// <summary>A statement that was run, and what of its rows was not read yet. Its transaction stays open until it is closed.</summary>
internal sealed class SqlCursor
{
    private readonly SqlDataSourceLease _lease;
    private readonly SqlSession _session;
    private DbCommand? _command;
    private DbDataReader? _reader;
    private (Type Type, Delegate Parse)? _parser;
    private bool _hasRows;
    private bool _isBroken;

    private SqlCursor(SqlDataSourceLease lease, SqlSession session, DbCommand command)
    {
        _lease = lease;
        _session = session;
        _command = command;
    }

    /// <summary>The reader, which is on the row that was moved to.</summary>
    public DbDataReader Reader => _reader!;

    /// <exception cref="SqlDatabaseException">The database refused the statement, or could not be reached.</exception>
    /// <exception cref="ArgumentException">A parameter has no value, or one of no usable type.</exception>
    public static Task<SqlCursor> OpenAsync(
        SqlCalls calls, SqlDataSourceLease lease, SqlStatement statement, SqlText text, CancellationToken cancellationToken) =>
        SqlCall.RunAsync(
            lease.Target,
            "Query",
            "run a statement in",
            statement.Options,
            async token =>
            {
                SqlSession session = await SqlSession.OpenAsync(calls, lease, text, statement.Options, token).ConfigureAwait(false);
                DbCommand? command = null;
                try
                {
                    command = session.CreateCommand(lease.Target.Driver, statement, text);
                    SqlCursor cursor = new(lease, session, command);
                    cursor._reader = await calls.ReadAsync(command, CommandBehavior.Default, token).ConfigureAwait(false);
                    cursor._hasRows = cursor._reader.FieldCount > 0;
                    return cursor;
                }
                catch (Exception exception)
                {
                    command?.Dispose();
                    await session.CloseAsync(calls).ConfigureAwait(false);
                    if (SqlBinding.Refused(exception, text) is { } refused)
                    {
                        throw refused;
                    }

                    throw;
                }
            },
            cancellationToken);

    /// <summary>Moves to the next row. After the last one there is nothing to be moved to, however often it is tried.</summary>
    /// <exception cref="SqlDatabaseException">The connection broke, or rows were lost, now or before.</exception>
    public ValueTask<bool> MoveAsync(SqlCalls calls, CancellationToken cancellationToken)
    {
        if (_isBroken)
        {
            throw new SqlDatabaseException(
                $"Could not go on reading from '{_lease.Target}': an earlier read broke off. Reset the connections to run the statement anew.", ServiceFault.Unknown, null);
        }

        if (_reader is not { } reader)
        {
            return new ValueTask<bool>(false);
        }

        cancellationToken.ThrowIfCancellationRequested();
        try
        {
            // Most rows have come already with others before them.
#pragma warning disable CA2012 // It is asked once whether it is complete, and then either that is all or it is awaited.
            ValueTask<bool> next = _hasRows ? calls.NextAsync(_command!, reader, cancellationToken) : new ValueTask<bool>(false);
            return next is { IsCompletedSuccessfully: true, Result: true } ? new ValueTask<bool>(true) : MoveAsync(calls, next, cancellationToken);
#pragma warning restore CA2012
        }
        catch (Exception exception)
        {
            throw Broken(exception, cancellationToken);
        }
    }

    /// <summary>Gives what makes rows of a type; made once as long as the type stays the same.</summary>
    public Func<DbDataReader, T> Parser<T>()
    {
        if (_parser is not { } known || known.Type != typeof(T))
        {
            _parser = known = (typeof(T), SqlRows.Parser<T>(Reader));
        }

        return (Func<DbDataReader, T>)known.Parse;
    }

    /// <summary>Says that rows which were read are lost: there is no going on behind them.</summary>
    public void Break() => _isBroken = true;

    /// <summary>Commits and gives the connection back; of what broke nothing is committed.</summary>
    public ValueTask CloseAsync(SqlCalls calls) => EndAsync(calls, isKept: true);

    /// <summary>Commits or rolls back, and gives the connection back; of what broke nothing is committed.</summary>
    public async ValueTask EndAsync(SqlCalls calls, bool isKept)
    {
        try
        {
            if (isKept && !_isBroken)
            {
                await ReleaseAsync(calls).ConfigureAwait(false);
                await _session.CommitAsync(calls).ConfigureAwait(false);
            }
            else
            {
                await LeaveAsync(calls).ConfigureAwait(false);
            }
        }
        catch (Exception exception) when (SqlFault.IsOfDatabase(exception))
        {
            throw SqlCall.Describe(_lease.Target, "commit in", exception);
        }
        finally
        {
            await _session.CloseAsync(calls).ConfigureAwait(false);
        }
    }

    private async ValueTask<bool> MoveAsync(SqlCalls calls, ValueTask<bool> next, CancellationToken cancellationToken)
    {
        try
        {
            if (await next.ConfigureAwait(false))
            {
                return true;
            }

            await ReleaseAsync(calls).ConfigureAwait(false);
            return false;
        }
        catch (Exception exception)
        {
            throw Broken(exception, cancellationToken);
        }
    }

    private Exception Broken(Exception exception, CancellationToken cancellationToken)
    {
        _isBroken = true;
        return exception is OperationCanceledException || cancellationToken.IsCancellationRequested
            ? new OperationCanceledException(null, exception, cancellationToken)
            : SqlFault.IsOfDatabase(exception) ? SqlCall.Describe(_lease.Target, "read from", exception) : exception;
    }

    // Providers read the rest before they close, which may be long.
    private async ValueTask LeaveAsync(SqlCalls calls)
    {
        try
        {
            if (_command is { } command)
            {
                await calls.StopAsync(command).ConfigureAwait(false);
            }

            await ReleaseAsync(calls).ConfigureAwait(false);
        }
        catch (Exception exception) when (SqlFault.IsOfDatabase(exception) || exception is InvalidOperationException)
        {
            // It is rolled back, and whoever reads was told why.
        }
    }

    private async ValueTask ReleaseAsync(SqlCalls calls)
    {
        if (_reader is { } reader)
        {
            _reader = null;
            await calls.CloseAsync(reader).ConfigureAwait(false);
        }

        if (_command is { } command)
        {
            _command = null;
            await calls.CloseAsync(command).ConfigureAwait(false);
        }
    }
}
