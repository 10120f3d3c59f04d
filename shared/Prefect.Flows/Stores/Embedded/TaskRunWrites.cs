using Prefect.Blocks;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>Writes task runs and logs inside a transaction.</summary>
internal sealed class TaskRunWrites(RowBuffer buffer)
{
    private const string Upsert = """
        INSERT INTO task_runs (id, flow_run, task_name, name, process, state_type, state_name, timestamp, start_time, end_time, content, states)
        VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12)
        ON CONFLICT (id) DO UPDATE SET name = excluded.name, process = excluded.process, state_type = excluded.state_type,
          state_name = excluded.state_name, timestamp = excluded.timestamp, start_time = excluded.start_time,
          end_time = excluded.end_time, content = excluded.content, states = excluded.states
        """;

    private const string InsertLog =
        "INSERT INTO run_logs (flow_run, task_run, timestamp, level, logger, message) VALUES (?1, ?2, ?3, ?4, ?5, ?6)";

    public void Write(SqliteDatabase database, List<object> batch, long process)
    {
        SqliteStatement upsert = database[Upsert];
        SqliteStatement insertLog = database[InsertLog];
        foreach (object item in batch)
        {
            if (item is TaskRun run)
            {
                Write(upsert, run, process);
            }
            else
            {
                Write(insertLog, (RunLog)item);
            }
        }
    }

    private void Write(SqliteStatement upsert, TaskRun run, long process)
    {
        run.ClearReported();
        StateHistory history = run.History;
        State state = history.State;
        buffer.Fill(run, history);
        upsert.Bind(1, run.Id).Bind(2, run.FlowRunId).Bind(3, run.TaskName).Bind(4, SecretMasker.Mask(run.Name))
            .Bind(5, state.IsFinal ? null : process).Bind(6, (int)state.Type).Bind(7, SecretMasker.Mask(state.Name))
            .Bind(8, StoreTime.Write(state.Timestamp)).Bind(9, Time(history.StartTime)).Bind(10, Time(history.EndTime))
            .Bind(11, buffer.Content).Bind(12, buffer.States).Run();
    }

    private static void Write(SqliteStatement insert, RunLog log) => insert
        .Bind(1, log.FlowRunId).Bind(2, log.TaskRunId).Bind(3, StoreTime.Write(log.Timestamp)).Bind(4, (int)log.Level)
        .Bind(5, log.Logger).Bind(6, SecretMasker.Mask(log.Message)).Run();

    private static long? Time(DateTimeOffset? time) => time is { } given ? StoreTime.Write(given) : null;
}
