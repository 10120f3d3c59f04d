using Microsoft.Extensions.Logging;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>Lines of logs, the oldest first, read page by page.</summary>
internal sealed class RunLogQuery(RunLogFilter filter)
{
    private readonly string _conditions = string.Concat(
        "level >= ?1", filter.FlowRunId is null ? "" : " AND flow_run = ?2", filter.TaskRunId is null ? "" : " AND task_run = ?3");

    /// <summary>Finds the line to begin behind.</summary>
    public long Start(SqliteDatabase database)
    {
        if (filter is not { FromEnd: true, Limit: { } limit })
        {
            return 0;
        }

        SqliteStatement row = Bind(database[
            $"SELECT min(number) FROM (SELECT number FROM run_logs WHERE {_conditions} ORDER BY number DESC LIMIT ?4)"]).Bind(4, limit);
        try
        {
            return row.Step() ? row.Int64(0) - 1 : 0;
        }
        finally
        {
            row.Reset();
        }
    }

    public List<(long Number, RunLog Log)> Page(SqliteDatabase database, long last, int most)
    {
        SqliteStatement row = Bind(database[
            $"SELECT number, timestamp, level, logger, message, flow_run, task_run FROM run_logs WHERE {_conditions} AND number > ?5 ORDER BY number LIMIT ?4"])
            .Bind(4, most).Bind(5, last);
        List<(long, RunLog)> page = [];
        try
        {
            while (row.Step())
            {
                page.Add((row.Int64(0), new RunLog(
                    row.Time(1), (LogLevel)row.Int64(2), row.Text(3), row.Text(4), row.GuidOrNull(5), row.GuidOrNull(6))));
            }

            return page;
        }
        finally
        {
            row.Reset();
        }
    }

    private SqliteStatement Bind(SqliteStatement statement)
    {
        statement.Bind(1, (long)filter.Level);
        if (filter.FlowRunId is { } flowRun)
        {
            statement.Bind(2, flowRun);
        }

        return filter.TaskRunId is { } taskRun ? statement.Bind(3, taskRun) : statement;
    }
}
