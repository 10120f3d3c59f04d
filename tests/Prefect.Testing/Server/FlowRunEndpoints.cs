using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers about flow runs.</summary>
internal sealed class FlowRunEndpoints(FlowRunTable runs, FlowTable flows, FlowRunInputEndpoints inputs, TimeProvider clock)
{
    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/flow_runs/", Create);
        routes.Map("GET", "/flow_runs/{id}", call => ServerReply.Json(Run(call).DeepClone()));
        routes.Map("PATCH", "/flow_runs/{id}", Update);
        routes.Map("DELETE", "/flow_runs/{id}", call => runs.Remove(call.Id) ? ServerReply.Status(204) : ServerReply.Refused(404, "Flow run not found"));
        routes.Map("POST", "/flow_runs/filter", call => ServerReply.Json(call.Page(Chosen(call))));
        routes.Map("POST", "/flow_runs/count", call => ServerReply.Json(Chosen(call).Count()));
        routes.Map("POST", "/flow_runs/history", call => ServerReply.Json(FlowRunHistogram.Of(call, Chosen(call))));
        routes.Map("POST", "/flow_runs/{id}/set_state", SetState);
        routes.Map("POST", "/flow_runs/{id}/resume", Resume);
        routes.Map("GET", "/flow_run_states/", States);
    }

    private JsonObject Run(ServerCall call) => runs.Find(call.Id) ?? throw new ServerRefusal(ServerReply.Refused(404, "Flow run not found"));

    private ServerReply Create(ServerCall call)
    {
        Guid flowId = call.IdOf("flow_id");
        if (!flows.Knows(flowId))
        {
            return ServerReply.Exception(500, "Internal Server Error");
        }

        if (call.Body["idempotency_key"]?.ToString() is { } key
            && runs.All.FirstOrDefault(run => run["idempotency_key"]?.ToString() == key && run["flow_id"]!.ToString() == flowId.ToString()) is { } known)
        {
            return ServerReply.Json(known.DeepClone());
        }

        DateTimeOffset now = clock.GetUtcNow();
        ServerState? state = call.Body["state"] is { } proposal ? ServerState.Proposed(call, proposal, null, now) : null;
        JsonObject run = runs.Add(call.Body, flowId);
        Guid id = Guid.Parse(run["id"]!.ToString());
        state ??= ServerState.Of("PENDING", now);
        state.Details["flow_run_id"] = id.ToString();
        state.Details["task_run_id"] ??= run["parent_task_run_id"]?.DeepClone();
        runs.Enter(run, state);
        return ServerReply.Json(run.DeepClone(), 201);
    }

    private ServerReply Update(ServerCall call)
    {
        JsonObject run = Run(call);
        call.AllowOnly("name", "flow_version", "parameters", "empirical_policy", "tags", "infrastructure_pid", "job_variables");
        foreach ((string name, JsonNode? value) in call.Body)
        {
            run[name] = value?.DeepClone();
        }

        return ServerReply.Status(204);
    }

    private ServerReply SetState(ServerCall call)
    {
        // The body is looked at before the run is: a body that is not good is refused whatever the id.
        ServerState proposed = ServerState.Proposed(call, call.Body["state"], call.Id, clock.GetUtcNow());
        JsonObject run = runs.Find(call.Id) ?? throw new ServerRefusal(ServerReply.Exception(404, $"Flow run with id {call.Id} not found"));
        proposed.Details["task_run_id"] ??= run["parent_task_run_id"]?.DeepClone();
        return runs.SetState(run, proposed, call.Body["force"]?.GetValue<bool>() == true);
    }

    private ServerReply Resume(ServerCall call)
    {
        JsonObject run = Run(call);
        ServerState current = runs.StatesOf(call.Id)[^1];
        if (current.Type != "PAUSED")
        {
            return ServerVerdict.Keep("Cannot resume a flow run that is not paused.").Reply(current);
        }

        ServerState next = current.IsSuspended
            ? ServerState.Of("SCHEDULED", clock.GetUtcNow(), "Resuming", flowRunId: call.Id)
            : ServerState.Of("RUNNING", clock.GetUtcNow(), flowRunId: call.Id);
        ServerReply reply = runs.SetState(run, next, force: false);
        if (run["state_type"]!.ToString() == next.Type)
        {
            run["empirical_policy"]!["resuming"] = true;
            if (call.Body["run_input"] is { } input && current.Details["run_input_keyset"]?["response"]?.ToString() is { } key)
            {
                inputs.Keep(call.Id, key, input.ToJsonString());
            }
        }

        return reply;
    }

    private ServerReply States(ServerCall call) => Guid.TryParse(call.QueryValue("flow_run_id"), out Guid id)
        ? ServerReply.Json(new JsonArray([.. runs.StatesOf(id).Select(state => state.Json.DeepClone())]))
        : throw call.Fault("uuid_parsing", ["flow_run_id"], "Input should be a valid UUID");

    private IEnumerable<JsonObject> Chosen(ServerCall call)
    {
        ServerFilter filter = new(call, "flow_runs");
        IEnumerable<JsonObject> chosen = runs.All.Where(filter.Matches);
        return call.Body["flows"] is JsonObject ? chosen.Where(run => new ServerFilter(call, "flows").Matches(flows.Find(Guid.Parse(run["flow_id"]!.ToString()))!)) : chosen;
    }
}
