using Prefect.Blocks;
using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>What is done to flow runs inside a transaction.</summary>
internal sealed class FlowRunWrites(RowBuffer buffer)
{
    private const string SetState = """
        UPDATE flow_runs SET name = ?2, process = ?3, is_changed = ?4, state_type = ?5, state_name = ?6, state_id = ?7,
          timestamp = ?8, start_time = ?9, end_time = ?10, states = ?11
        WHERE number = ?1
        """;

    public void Insert(SqliteDatabase database, FlowRun run, long process)
    {
        StateHistory history = run.History;
        buffer.Fill(run);
        State state = history.State;
        SqliteStatement insert = database["""
            INSERT INTO flow_runs (id, flow, name, process, state_type, state_name, state_id, timestamp, start_time, end_time, parent_flow_run, content, states)
            VALUES (?1, ?2, ?3, ?4, ?5, ?6, ?7, ?8, ?9, ?10, ?11, ?12, ?13)
            """];
        insert.Bind(1, run.Id).Bind(2, Flow(database, run.FlowName)).Bind(3, SecretMasker.Mask(run.Name))
            .Bind(4, IsHeld(state) ? process : null).Bind(5, (int)state.Type).Bind(6, SecretMasker.Mask(state.Name)).Bind(7, state.Id)
            .Bind(8, StoreTime.Write(state.Timestamp)).Bind(9, Time(history.StartTime)).Bind(10, Time(history.EndTime))
            .Bind(11, run.ParentFlowRunId).Bind(12, buffer.Content).Bind(13, buffer.States).Run();
    }

    /// <summary>Answers the process that executes a run.</summary>
    public StateAnswer Propose(SqliteDatabase database, FlowRun run, State proposed, bool force, long process, DateTimeOffset now)
    {
        SqliteStatement stored = database["SELECT number, state_id FROM flow_runs WHERE id = ?1"].Bind(1, run.Id);
        if (!stored.Step())
        {
            throw Unknown(database, run.Id);
        }

        (long number, Guid stateId) = (stored.Int64(0), stored.Guid(1));
        stored.Reset();

        // Usually nobody else has touched the run, and what is in memory is what is in the file.
        State current = run.State;
        FlowRun known = stateId == current.Id ? run : Find(database, run.Id)!.Run;
        StateAnswer answer = Answer(new RunFacts(known, known.State, IsExecuting: true, IsKept: true, now), proposed, force);
        State next = answer.State ?? known.State;
        if (next.Id != known.State.Id || !ReferenceEquals(known, run))
        {
            Write(database, number, run.Name, known, next, IsHeld(next) ? process : null, isChanged: false);
        }

        return answer;
    }

    /// <summary>Answers somebody who does not execute the run.</summary>
    public (StateAnswer Answer, State Now) Set(SqliteDatabase database, Guid id, State state, bool force, DateTimeOffset now)
    {
        FlowRunRow row = Find(database, id) ?? throw Unknown(database, id);
        StateAnswer answer = Answer(new RunFacts(row.Run, row.Run.State, row.IsExecuting, IsKept: true, now), state, force);
        State next = answer.State ?? row.Run.State;
        if (next.Id != row.Run.State.Id)
        {
            WriteByOthers(database, row, next);
        }

        return (answer, next);
    }

    /// <summary>Brings a run into a state without asking. The process that executes it, if any, is told.</summary>
    public void WriteByOthers(SqliteDatabase database, FlowRunRow row, State next)
    {
        // A run that is put back to be executed later belongs to no process.
        bool isExecuting = row.IsExecuting && !next.IsScheduled;
        long? process = null;
        if (isExecuting)
        {
            SqliteStatement held = database["SELECT process FROM flow_runs WHERE number = ?1"].Bind(1, row.Number);
            process = held.Step() ? held.Int64(0) : null;
            held.Reset();
        }

        Write(database, row.Number, row.Run.Name, row.Run, next, process, isChanged: isExecuting);
    }

    public void Write(SqliteDatabase database, long number, string name, FlowRun known, State next, long? process, bool isChanged)
    {
        StateHistory history = next.Id == known.State.Id ? known.History : known.History.Add(next);
        buffer.Fill(known.StatesOf(history));
        State state = history.State;
        database[SetState].Bind(1, number).Bind(2, SecretMasker.Mask(name)).Bind(3, process).Bind(4, isChanged ? 1 : 0)
            .Bind(5, (int)state.Type).Bind(6, SecretMasker.Mask(state.Name)).Bind(7, state.Id).Bind(8, StoreTime.Write(state.Timestamp))
            .Bind(9, Time(history.StartTime)).Bind(10, Time(history.EndTime)).Bind(11, buffer.States).Run();
    }

    /// <summary>Deletes a run with what belongs to it; false when there is none.</summary>
    public static bool Delete(SqliteDatabase database, Guid id)
    {
        database["DELETE FROM flow_runs WHERE id = ?1"].Bind(1, id).Run();
        bool isDeleted = database.Changes > 0;
        database["DELETE FROM run_logs WHERE flow_run = ?1"].Bind(1, id).Run();
        database["DELETE FROM task_runs WHERE flow_run = ?1"].Bind(1, id).Run();
        database["DELETE FROM artifacts WHERE flow_run = ?1"].Bind(1, id).Run();
        database["DELETE FROM run_inputs WHERE flow_run = ?1"].Bind(1, id).Run();
        return isDeleted;
    }

    public static FlowRunRow? Find(SqliteDatabase database, Guid id)
    {
        SqliteStatement row = database[FlowRunRow.ById].Bind(1, id);
        try
        {
            return row.Step() ? FlowRunRow.Read(row) : null;
        }
        finally
        {
            row.Reset();
        }
    }

    private static StateAnswer Answer(in RunFacts facts, State proposed, bool force) =>
        force ? StateRules.Accept(facts, proposed) : StateRules.Decide(facts, proposed);

    /// <summary>Whether a process holds a run that is in a state.</summary>
    private static bool IsHeld(State state) =>
        !state.IsFinal && !(state.IsPaused && state.OwnDetails.PauseReschedule == true);

    private static long Flow(SqliteDatabase database, string name)
    {
        SqliteStatement known = database["SELECT number FROM flows WHERE name = ?1"].Bind(1, name);
        if (known.Step())
        {
            long number = known.Int64(0);
            known.Reset();
            return number;
        }

        DateTimeOffset now = TimeProvider.System.GetUtcNow();
        database["INSERT INTO flows (id, name, created) VALUES (?1, ?2, ?3)"]
            .Bind(1, Guid.CreateVersion7(now)).Bind(2, name).Bind(3, StoreTime.Write(now)).Run();
        return database.LastRowId;
    }

    private static long? Time(DateTimeOffset? time) => time is { } given ? StoreTime.Write(given) : null;

    private static RunStoreException Unknown(SqliteDatabase database, Guid id) =>
        new($"The run store {database.Path} knows no flow run {id}. It may have been deleted: dotnet prefect flow-run ls lists those that are there.");
}
