using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers about values that are handed to flow runs.</summary>
internal sealed class FlowRunInputEndpoints(FlowRunTable runs, TimeProvider clock)
{
    private readonly ServerTable _inputs = new("Flow run input", clock);

    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/flow_runs/{id}/input", Create);
        routes.Map("POST", "/flow_runs/{id}/input/filter", call => ServerReply.Json(Chosen(call)));
        routes.Map("GET", "/flow_runs/{id}/input/{key}", call => ServerReply.Text(Get(call)["value"]!.ToString()));
        routes.Map("DELETE", "/flow_runs/{id}/input/{key}", call => _inputs.Delete(Get(call)));
    }

    /// <summary>Keeps a value that came in another way.</summary>
    public void Keep(Guid runId, string key, string value) =>
        _inputs.Add(new JsonObject { ["key"] = key, ["value"] = value, ["sender"] = null, ["flow_run_id"] = runId.ToString() });

    private ServerReply Create(ServerCall call)
    {
        if (runs.Find(call.Id) is null)
        {
            return ServerReply.Refused(404, "Flow run not found");
        }

        string key = call.Text("key");
        _ = call.Text("value");
        if (Of(call).Any(input => input["key"]!.ToString() == key))
        {
            return ServerReply.Refused(409, "A flow run input with this key already exists.");
        }

        JsonObject fields = ServerTable.Fields(call.Body, ("key", null), ("value", null), ("sender", null));
        fields["flow_run_id"] = call.Id.ToString();
        _inputs.Add(fields);
        return ServerReply.Status(201);
    }

    private JsonArray Chosen(ServerCall call)
    {
        string prefix = call.Text("prefix");
        HashSet<string> excluded = [.. (call.Body["exclude_keys"] as JsonArray ?? []).Select(key => key!.ToString())];
        return [.. Of(call)
            .Where(input => input["key"]!.ToString().StartsWith(prefix, StringComparison.Ordinal) && !excluded.Contains(input["key"]!.ToString()))
            .Take(call.Body["limit"]?.GetValue<int>() ?? 1)
            .Select(input => input.DeepClone())];
    }

    private JsonObject Get(ServerCall call) =>
        Of(call).FirstOrDefault(input => input["key"]!.ToString() == call.Value(1)) ?? throw new ServerRefusal(_inputs.Missing);

    private IEnumerable<JsonObject> Of(ServerCall call) => _inputs.All.Where(input => input["flow_run_id"]!.ToString() == call.Id.ToString());
}
