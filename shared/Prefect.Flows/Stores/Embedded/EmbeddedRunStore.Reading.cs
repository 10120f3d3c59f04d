using System.Runtime.CompilerServices;
using Microsoft.Extensions.Logging;
using Prefect.Sqlite;

namespace Prefect.Flows;

public sealed partial class EmbeddedRunStore
{
    private const int PageSize = 200;

    /// <inheritdoc/>
    public ValueTask<FlowRun?> FindFlowRunAsync(Guid id, CancellationToken cancellationToken = default) =>
        _database.ReadAsync(id, static (database, id) => FlowRunWrites.Find(database, id)?.Run, cancellationToken);

    /// <inheritdoc/>
    public async ValueTask<TaskRun?> FindTaskRunAsync(Guid id, CancellationToken cancellationToken = default)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        return await _database.ReadAsync(id, FindTaskRun, cancellationToken).ConfigureAwait(false);
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<FlowRun> ListFlowRunsAsync(
        FlowRunFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        RunQuery query = RunQuery.Of(filter ?? new FlowRunFilter());
        long last = long.MaxValue;
        for (int left = filter?.Limit ?? int.MaxValue; left > 0;)
        {
            // Page by page, so that no connection is held while the caller thinks.
            List<FlowRunRow> page = await _database.ReadAsync(
                (query, last, most: Math.Min(left, PageSize)),
                static (database, asked) => asked.query.Page(database, asked.last, asked.most, FlowRunRow.Read),
                cancellationToken).ConfigureAwait(false);
            foreach (FlowRunRow row in page)
            {
                yield return row.Run;
            }

            left = page.Count < PageSize ? 0 : left - page.Count;
            last = page.Count == 0 ? 0 : page[^1].Number;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<TaskRun> ListTaskRunsAsync(
        TaskRunFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        RunQuery query = RunQuery.Of(filter ?? new TaskRunFilter());
        long last = long.MaxValue;
        for (int left = filter?.Limit ?? int.MaxValue; left > 0;)
        {
            List<(long Number, TaskRun Run)> page = await _database.ReadAsync(
                (query, last, most: Math.Min(left, PageSize)),
                static (database, asked) => asked.query.Page(database, asked.last, asked.most, static row => (row.Int64(0), TaskRunRow.Read(row))),
                cancellationToken).ConfigureAwait(false);
            foreach ((_, TaskRun run) in page)
            {
                yield return run;
            }

            left = page.Count < PageSize ? 0 : left - page.Count;
            last = page.Count == 0 ? 0 : page[^1].Number;
        }
    }

    /// <inheritdoc/>
    public async IAsyncEnumerable<RunLog> ReadLogsAsync(
        RunLogFilter? filter = null, [EnumeratorCancellation] CancellationToken cancellationToken = default)
    {
        filter ??= new RunLogFilter();
        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        RunLogQuery query = new(filter);
        long last = await _database.ReadAsync(query.Start, cancellationToken).ConfigureAwait(false);
        for (int left = filter.Limit ?? int.MaxValue; left > 0;)
        {
            List<(long Number, RunLog Log)> page = await _database.ReadAsync(
                (query, last, most: Math.Min(left, PageSize)),
                static (database, asked) => asked.query.Page(database, asked.last, asked.most),
                cancellationToken).ConfigureAwait(false);
            foreach ((_, RunLog log) in page)
            {
                yield return log;
            }

            left = page.Count < PageSize ? 0 : left - page.Count;
            last = page.Count == 0 ? last : page[^1].Number;
        }
    }

    private static TaskRun? FindTaskRun(SqliteDatabase database, Guid id)
    {
        SqliteStatement row = database[TaskRunRow.ById].Bind(1, id);
        try
        {
            return row.Step() ? TaskRunRow.Read(row) : null;
        }
        finally
        {
            row.Reset();
        }
    }
}
