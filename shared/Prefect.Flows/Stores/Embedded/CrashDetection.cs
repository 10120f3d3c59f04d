using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>Finds processes that died, and ends the runs that they left behind.</summary>
internal sealed class CrashDetection(RunDatabase database, FlowRunWrites flows, RowBuffer buffer)
{
    private const int LargestBatch = 200;

    public async Task RunAsync()
    {
        foreach (DeadProcess process in await FindAsync().ConfigureAwait(false))
        {
            while (await database.WriteAsync(connection => EndFlowRuns(connection, process)).ConfigureAwait(false) == LargestBatch)
            {
                // Few at a time: others write meanwhile.
            }

            while (await database.WriteAsync(connection => EndTaskRuns(connection, process)).ConfigureAwait(false) == LargestBatch)
            {
            }

            await database.WriteAsync(connection => connection["DELETE FROM processes WHERE number = ?1"].Bind(1, process.Number).Run())
                .ConfigureAwait(false);
            Remove(process);
        }
    }

    /// <summary>Looks at the processes of this machine only: the locks of another one may not reach here.</summary>
    private async Task<List<DeadProcess>> FindAsync()
    {
        string folder = RunProcess.FolderOf(database.Path);
        List<DeadProcess> known = await database.ReadAsync(static connection =>
        {
            List<DeadProcess> found = [];
            SqliteStatement row = connection["SELECT number, name, pid FROM processes WHERE host = ?1"].Bind(1, Environment.MachineName);
            while (row.Step())
            {
                found.Add(new DeadProcess(row.Int64(0), row.Text(1), row.Int64(2)));
            }

            return found;
        }).ConfigureAwait(false);
        return known.FindAll(process => ProcessLock.IsFree(Path.Combine(folder, process.Name)));
    }

    private int EndFlowRuns(SqliteDatabase connection, DeadProcess process)
    {
        List<FlowRunRow> rows = [];
        SqliteStatement row = connection[$"SELECT {FlowRunRow.Columns} WHERE r.process = ?1 LIMIT {LargestBatch}"].Bind(1, process.Number);
        while (row.Step())
        {
            rows.Add(FlowRunRow.Read(row));
        }

        foreach (FlowRunRow found in rows)
        {
            State state = found.Run.State;

            // A suspended run needs no process. One that is paused was waiting in the process, and nothing would let it go on.
            bool staysAsItIs = state.IsFinal || state is { IsPaused: true, OwnDetails.PauseReschedule: true };
            State next = staysAsItIs ? state : Crashed(found.Run, process);
            flows.Write(connection, found.Number, found.Run.Name, found.Run, next, process: null, isChanged: false);
        }

        return rows.Count;
    }

    private int EndTaskRuns(SqliteDatabase connection, DeadProcess process)
    {
        List<TaskRun> runs = [];
        SqliteStatement row = connection[$"SELECT {TaskRunRow.Columns} WHERE process = ?1 LIMIT {LargestBatch}"].Bind(1, process.Number);
        while (row.Step())
        {
            runs.Add(TaskRunRow.Read(row));
        }

        foreach (TaskRun run in runs)
        {
            StateHistory history = run.State.IsFinal ? run.History : run.History.Add(Crashed(run, process));
            buffer.Fill(run.StatesOf(history));
            connection["UPDATE task_runs SET process = NULL, state_type = ?2, state_name = ?3, timestamp = ?4, end_time = ?5, states = ?6 WHERE id = ?1"]
                .Bind(1, run.Id).Bind(2, (int)history.State.Type).Bind(3, history.State.Name).Bind(4, StoreTime.Write(history.State.Timestamp))
                .Bind(5, history.EndTime is { } end ? StoreTime.Write(end) : null).Bind(6, buffer.States).Run();
        }

        return runs.Count;
    }

    private static State Crashed(Run run, DeadProcess process)
    {
        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        DateTimeOffset last = run.State.Timestamp;
        State crashed = new(
            StateType.Crashed,
            null,
            $"The process that executed the run ended without ending it: process {process.Pid} on {Environment.MachineName}, "
            + $"found dead at {now:yyyy-MM-dd HH:mm:ss} UTC; the last that is known of the run is from {last:yyyy-MM-dd HH:mm:ss} UTC.",
            now);

        // The clock may have been put back since.
        return now > last ? crashed : crashed.At(last.AddMicroseconds(1));
    }

    private void Remove(DeadProcess process)
    {
        try
        {
            File.Delete(Path.Combine(RunProcess.FolderOf(database.Path), process.Name));
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            // An empty file that means nothing any more.
        }
    }

    /// <summary>A process whose lock nobody holds.</summary>
    /// <param name="Number">Its number in the file.</param>
    /// <param name="Name">Name of its lock file.</param>
    /// <param name="Pid">Its id, for people.</param>
    private sealed record DeadProcess(long Number, string Name, long Pid);
}
