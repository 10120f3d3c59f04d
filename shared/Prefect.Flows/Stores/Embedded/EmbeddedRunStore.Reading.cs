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

    /// <summary>Finds runs by the beginning of their ids.</summary>
    /// <param name="kind">Runs of flows or of tasks.</param>
    /// <param name="beginning">One to 32 hexadecimal digits; dashes do not matter.</param>
    /// <param name="limit">Most ids to give.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="beginning"/> is something else.</exception>
    public async ValueTask<IReadOnlyList<Guid>> FindIdsAsync(
        RunKind kind, string beginning, int limit = 2, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(beginning);
        string digits = beginning.Replace("-", "", StringComparison.Ordinal);
        if (digits.Length is 0 or > 32 || !digits.All(char.IsAsciiHexDigit))
        {
            throw new ArgumentException($"'{beginning}' does not begin an id: ids are 32 hexadecimal digits.", nameof(beginning));
        }

        await CatchUpAsync(cancellationToken).ConfigureAwait(false);
        string table = kind == RunKind.Flow ? "flow_runs" : "task_runs";
        return await _database.ReadAsync<IReadOnlyList<Guid>>(
            database =>
            {
                List<Guid> ids = [];
                SqliteStatement row = database[$"SELECT id FROM {table} WHERE id BETWEEN ?1 AND ?2 LIMIT ?3"]
                    .Bind(1, Guid.Parse(digits.PadRight(32, '0'))).Bind(2, Guid.Parse(digits.PadRight(32, 'f'))).Bind(3, limit);
                while (row.Step())
                {
                    ids.Add(row.Guid(0));
                }

                return ids;
            },
            cancellationToken).ConfigureAwait(false);
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
