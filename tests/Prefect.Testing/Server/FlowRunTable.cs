using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The flow runs that a <see cref="PrefectServer"/> keeps, with the states that each went through.</summary>
internal sealed class FlowRunTable(TimeProvider clock)
{
    private readonly Dictionary<Guid, JsonObject> _runs = [];
    private readonly Dictionary<Guid, List<ServerState>> _states = [];

    public IEnumerable<JsonObject> All => _runs.Values.Reverse();

    public JsonObject? Find(Guid id) => _runs.GetValueOrDefault(id);

    public IReadOnlyList<ServerState> StatesOf(Guid id) => _states.GetValueOrDefault(id) ?? [];

    public bool Remove(Guid id) => _runs.Remove(id) && _states.Remove(id);

    /// <summary>Keeps a new run.</summary>
    /// <param name="given">What its creator said of it.</param>
    /// <param name="flowId">Its flow.</param>
    public JsonObject Add(JsonObject given, Guid flowId)
    {
        DateTimeOffset now = clock.GetUtcNow();
        Guid id = Guid.NewGuid();
        JsonObject policy = (given["empirical_policy"] as JsonObject)?.DeepClone() as JsonObject ?? [];
        JsonObject run = new()
        {
            ["id"] = id.ToString(),
            ["created"] = ServerTime.Text(now),
            ["updated"] = ServerTime.Text(now),
            ["name"] = given["name"]?.ToString() ?? "run-" + id.ToString()[..8],
            ["flow_id"] = flowId.ToString(),
            ["empirical_policy"] = new JsonObject
            {
                ["max_retries"] = 0,
                ["retry_delay_seconds"] = 0.0,
                ["retries"] = policy["retries"]?.DeepClone(),
                ["retry_delay"] = policy["retry_delay"]?.DeepClone(),
                ["pause_keys"] = policy["pause_keys"]?.DeepClone() ?? new JsonArray(),
                ["resuming"] = policy["resuming"]?.DeepClone() ?? false,
                ["retry_type"] = policy["retry_type"]?.DeepClone(),
            },
            ["labels"] = new JsonObject { ["prefect.flow.id"] = flowId.ToString() },
            ["run_count"] = 0,
            ["total_run_time"] = 0.0,
            ["estimated_run_time"] = 0.0,
            ["estimated_start_time_delta"] = 0.0,
            ["auto_scheduled"] = false,
        };
        foreach ((string key, JsonNode? value) in given["labels"] as JsonObject ?? [])
        {
            run["labels"]![key] = value?.DeepClone();
        }

        CopyTo(run, given);
        _runs[id] = run;
        _states[id] = [];
        return run;
    }

    /// <summary>Puts a run in a state, with all that follows from it.</summary>
    public void Enter(JsonObject run, ServerState state)
    {
        _states[Guid.Parse(run["id"]!.ToString())].Add(state);
        run["state"] = state.Json.DeepClone();
        run["state_id"] = state.Json["id"]!.DeepClone();
        run["state_type"] = state.Type;
        run["state_name"] = state.Name;
        run["updated"] = ServerTime.Text(clock.GetUtcNow());
        run["expected_start_time"] ??= ServerTime.Text(state.ScheduledTime ?? state.Timestamp);
        run["next_scheduled_start_time"] = state.Type == "SCHEDULED" && state.ScheduledTime is { } time ? ServerTime.Text(time) : null;
        if (state.Type == "RUNNING")
        {
            run["run_count"] = run["run_count"]!.GetValue<int>() + 1;
            run["start_time"] ??= ServerTime.Text(state.Timestamp);
        }

        run["end_time"] = state.IsFinal ? ServerTime.Text(state.Timestamp) : null;
        if (state.Type == "PAUSED" && state.Details["pause_key"]?.ToString() is { } key)
        {
            ((JsonArray)run["empirical_policy"]!["pause_keys"]!).Add(key);
        }
    }

    /// <summary>Asks the rules about a proposed state, and does what they say.</summary>
    public ServerReply SetState(JsonObject run, ServerState proposed, bool force)
    {
        ServerState current = StatesOf(Guid.Parse(run["id"]!.ToString()))[^1];
        ServerVerdict verdict = force ? ServerVerdict.Accept(proposed) : FlowRunRules.Decide(run, current, proposed, clock.GetUtcNow());
        if (verdict.Entered is { } entered)
        {
            Enter(run, entered);
        }

        return verdict.Reply(current);
    }

    private static void CopyTo(JsonObject run, JsonObject given)
    {
        foreach (string name in (string[])["parameters", "context", "job_variables"])
        {
            run[name] = given[name]?.DeepClone() ?? new JsonObject();
        }

        run["tags"] = given["tags"]?.DeepClone() ?? new JsonArray();
        foreach (string name in (string[])
        [
            "deployment_id", "deployment_version", "work_queue_id", "work_queue_name", "flow_version", "idempotency_key", "parent_task_run_id",
            "expected_start_time", "start_time", "end_time", "infrastructure_document_id", "infrastructure_pid", "created_by", "work_pool_id", "work_pool_name",
        ])
        {
            run[name] = given[name]?.DeepClone();
        }
    }
}
