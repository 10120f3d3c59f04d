using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers about the task runs that are created by requests.</summary>
internal sealed class TaskRunEndpoints(FlowRunTable flowRuns, TimeProvider clock)
{
    private readonly ServerTable _runs = new("Task", clock);

    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/task_runs/", Create);
        routes.Map("GET", "/task_runs/{id}", call => ServerTable.Give(_runs.Get(call.Id)));
        routes.Map("PATCH", "/task_runs/{id}", call => _runs.Update(call, _runs.Get(call.Id), "name"));
        routes.Map("DELETE", "/task_runs/{id}", call => _runs.Delete(call.Id));
        routes.Map("POST", "/task_runs/filter", call => ServerReply.Json(call.Page(Chosen(call))));
        routes.Map("POST", "/task_runs/count", call => ServerReply.Json(Chosen(call).Count()));
        routes.Map("POST", "/task_runs/{id}/set_state", SetState);
    }

    private ServerReply Create(ServerCall call)
    {
        call.AllowOnly(
            "id", "state", "name", "flow_run_id", "task_key", "dynamic_key", "cache_key", "cache_expiration", "task_version", "empirical_policy", "tags", "labels", "task_inputs");
        string[] keys = [call.Text("task_key"), call.Text("dynamic_key"), call.Body["flow_run_id"]?.ToString() ?? ""];
        if (keys[2].Length > 0 && _runs.All.FirstOrDefault(run => keys.SequenceEqual([Text(run, "task_key"), Text(run, "dynamic_key"), Text(run, "flow_run_id")])) is { } known)
        {
            return ServerTable.Give(known);
        }

        Guid id = call.Body["id"] is null ? Guid.NewGuid() : call.IdOf("id");
        JsonObject run = _runs.Add(ServerTable.Fields(
            call.Body, ("name", "task-" + id.ToString()[..8]), ("flow_run_id", null), ("task_key", null), ("dynamic_key", null), ("cache_key", null),
            ("cache_expiration", null), ("task_version", null), ("empirical_policy", new JsonObject()), ("tags", new JsonArray()), ("labels", new JsonObject()),
            ("task_inputs", new JsonObject()), ("run_count", 0), ("flow_run_run_count", 0), ("total_run_time", 0.0), ("estimated_run_time", 0.0)), id);
        if (Guid.TryParse(keys[2], out Guid parent) && flowRuns.Find(parent) is { } flowRunOfIt)
        {
            run["labels"]!["prefect.flow.id"] = flowRunOfIt["flow_id"]!.DeepClone();
            run["labels"]!["prefect.flow-run.id"] = keys[2];
        }

        Enter(run, call.Body["state"] is { } state
            ? ServerState.Proposed(call, state, Guid.TryParse(keys[2], out Guid flowRun) ? flowRun : null, clock.GetUtcNow(), id)
            : ServerState.Of("PENDING", clock.GetUtcNow()));
        return ServerTable.Give(run, 201);
    }

    private ServerReply SetState(ServerCall call)
    {
        ServerState proposed = ServerState.Proposed(call, call.Body["state"], null, clock.GetUtcNow(), call.Id);
        JsonObject run = _runs.Find(call.Id) ?? throw new ServerRefusal(ServerReply.Exception(404, $"Task run with id {call.Id} not found"));
        ServerState current = new((JsonObject)run["state"]!.DeepClone());
        Enter(run, proposed);
        return ServerVerdict.Accept(proposed).Reply(current);
    }

    private static void Enter(JsonObject run, ServerState state)
    {
        run["state"] = state.Json.DeepClone();
        run["state_id"] = state.Json["id"]!.DeepClone();
        run["state_type"] = state.Type;
        run["state_name"] = state.Name;
        run["expected_start_time"] ??= ServerTime.Text(state.ScheduledTime ?? state.Timestamp);
        run["next_scheduled_start_time"] = state.Type == "SCHEDULED" && state.ScheduledTime is { } time ? ServerTime.Text(time) : null;
        run["start_time"] ??= state.Type == "RUNNING" ? ServerTime.Text(state.Timestamp) : null;
        run["end_time"] = state.IsFinal ? ServerTime.Text(state.Timestamp) : null;
        run["run_count"] = run["run_count"]!.GetValue<int>() + (state.Type == "RUNNING" ? 1 : 0);
    }

    private IEnumerable<JsonObject> Chosen(ServerCall call) => _runs.All.Reverse().Where(new ServerFilter(call, "task_runs").Matches);

    private static string Text(JsonObject run, string name) => run[name]?.ToString() ?? "";
}
