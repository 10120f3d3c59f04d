using System.Data.Common;

namespace Prefect.Sql;

/// <summary>Runs statements whose rows nobody wants, each call on a connection of its own that it commits and gives back.</summary>
internal static class SqlExecution
{
    // Sent together, and answered together.
    private const int BatchSize = 200;
    private const string Attempt = "run a statement in";

    /// <exception cref="SqlDatabaseException">The database refused the statement, or could not be reached.</exception>
    public static Task<int> RunAsync(
        SqlCalls calls, SqlDataSourceLease lease, SqlStatement statement, SqlText text, CancellationToken cancellationToken) =>
        RunAsync(calls, lease, text, statement.Options, session => ExecuteAsync(calls, lease, session, statement, text, cancellationToken), cancellationToken);

    /// <summary>Runs a statement once for each set of values, in one transaction.</summary>
    /// <exception cref="SqlDatabaseException">The database refused one of them, or could not be reached.</exception>
    public static Task<int> RunManyAsync(
        SqlCalls calls, SqlDataSourceLease lease, IReadOnlyList<SqlStatement> statements, SqlText text, CancellationToken cancellationToken)
    {
        // A batch is a transaction by itself.
        SqlExecutionOptions options = statements[0].Options;
        bool inBatches = lease.Target.Driver.Kind == DriverKind.Npgsql && !text.HasSeveral && !options.AutoCommit;
        return RunAsync(
            calls,
            lease,
            text with { Changes = true },
            options,
            session => inBatches
                ? ExecuteInBatchesAsync(calls, lease, session, statements, text, cancellationToken)
                : ExecuteOneByOneAsync(calls, lease, session, statements, text, cancellationToken),
            cancellationToken);
    }

    private static Task<int> RunAsync(
        SqlCalls calls, SqlDataSourceLease lease, SqlText text, SqlExecutionOptions options, Func<SqlSession, ValueTask<int>> run, CancellationToken cancellationToken) =>
        SqlCall.RunAsync(
            lease.Target,
            "Execute",
            Attempt,
            options,
            async token =>
            {
                SqlSession session = await SqlSession.OpenAsync(calls, lease, text, options, token).ConfigureAwait(false);
                try
                {
                    int rows = await run(session).ConfigureAwait(false);

                    // Once everything is done nobody's change of mind may leave it open whether it counts.
                    await session.CommitAsync(calls, CancellationToken.None).ConfigureAwait(false);
                    return rows;
                }
                finally
                {
                    await session.CloseAsync(calls).ConfigureAwait(false);
                }
            },
            cancellationToken);

    private static async ValueTask<int> ExecuteAsync(
        SqlCalls calls, SqlDataSourceLease lease, SqlSession session, SqlStatement statement, SqlText text, CancellationToken cancellationToken)
    {
        DbCommand command = session.CreateCommand(lease.Target.Driver, statement, text);
        try
        {
            return await calls.ExecuteAsync(command, cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception)
        {
            if (SqlBinding.Refused(exception, text) is { } refused)
            {
                throw refused;
            }

            throw;
        }
        finally
        {
            await calls.CloseAsync(command).ConfigureAwait(false);
        }
    }

    private static async ValueTask<int> ExecuteOneByOneAsync(
        SqlCalls calls, SqlDataSourceLease lease, SqlSession session, IReadOnlyList<SqlStatement> statements, SqlText text, CancellationToken cancellationToken)
    {
        int rows = 0;
        for (int index = 0; index < statements.Count; index++)
        {
            try
            {
                rows += Math.Max(0, await ExecuteAsync(calls, lease, session, statements[index], text, cancellationToken).ConfigureAwait(false));
            }
            catch (DbException exception) when (!cancellationToken.IsCancellationRequested)
            {
                throw Refused(lease, session, exception, index, statements.Count);
            }
        }

        return rows;
    }

    private static async ValueTask<int> ExecuteInBatchesAsync(
        SqlCalls calls, SqlDataSourceLease lease, SqlSession session, IReadOnlyList<SqlStatement> statements, SqlText text, CancellationToken cancellationToken)
    {
        int rows = 0;
        for (int done = 0; done < statements.Count; done += BatchSize)
        {
            DbBatch batch = session.CreateBatch(lease.Target.Driver, statements.Skip(done).Take(BatchSize), text);
            try
            {
                rows += Math.Max(0, await calls.ExecuteAsync(batch, cancellationToken).ConfigureAwait(false));
            }
            catch (DbException exception) when (!cancellationToken.IsCancellationRequested)
            {
                int index = exception.BatchCommand is { } failed ? batch.BatchCommands.IndexOf(failed) : -1;
                throw index < 0 ? exception : Refused(lease, session, exception, done + index, statements.Count);
            }
            catch (Exception exception)
            {
                if (SqlBinding.Refused(exception, text) is { } refused)
                {
                    throw refused;
                }

                throw;
            }
            finally
            {
                await calls.CloseAsync(batch).ConfigureAwait(false);
            }
        }

        return rows;
    }

    private static SqlDatabaseException Refused(SqlDataSourceLease lease, SqlSession session, DbException exception, int index, int count)
    {
        SqlDatabaseException described = SqlCall.Describe(lease.Target, Attempt, exception);
        string others = session.Transaction is null ? "the sets before it were run" : "none of them changed anything";
        return new SqlDatabaseException($"{described.Message} It was set {index + 1} of {count} of the parameters; {others}.", described.Fault, exception);
    }
}
