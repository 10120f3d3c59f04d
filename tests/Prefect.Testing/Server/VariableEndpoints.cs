using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers about variables and artifacts.</summary>
internal sealed class VariableEndpoints(TimeProvider clock)
{
    private const int LongestValue = 5000;
    private readonly ServerTable _variables = new("Variable", clock);
    private readonly ServerTable _artifacts = new("Artifact", clock);

    // The real server ends this one of its refusals with a full stop.
    private static ServerReply Missing => ServerReply.Refused(404, "Variable not found.");

    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/variables/", CreateVariable);
        routes.Map("POST", "/variables/filter", call => ServerReply.Json(call.Page(Variables(call))));
        routes.Map("POST", "/variables/count", call => ServerReply.Json(Variables(call).Count()));
        routes.Map("GET", "/variables/{id}", call => ServerTable.Give(Variable(call)));
        routes.Map("GET", "/variables/name/{name}", call => ServerTable.Give(Named(call)));
        routes.Map("PATCH", "/variables/{id}", call => _variables.Update(call, Variable(call), "name", "value", "tags"));
        routes.Map("PATCH", "/variables/name/{name}", call => _variables.Update(call, Named(call), "name", "value", "tags"));
        routes.Map("DELETE", "/variables/{id}", call => _variables.Delete(Variable(call)));
        routes.Map("DELETE", "/variables/name/{name}", call => _variables.Delete(Named(call)));
        routes.Map("POST", "/artifacts/", CreateArtifact);
        routes.Map("POST", "/artifacts/filter", call => ServerReply.Json(call.Page(Artifacts(call))));
        routes.Map("POST", "/artifacts/count", call => ServerReply.Json(Artifacts(call).Count()));
        routes.Map("GET", "/artifacts/{id}", call => ServerTable.Give(_artifacts.Get(call.Id)));
        routes.Map("GET", "/artifacts/{key}/latest", call => _artifacts.All.LastOrDefault(item => item["key"]?.ToString() == call.Value(0)) is { } latest ? ServerTable.Give(latest) : _artifacts.Missing);
        routes.Map("PATCH", "/artifacts/{id}", call => _artifacts.Update(call, _artifacts.Get(call.Id), "data", "description", "metadata_"));
        routes.Map("DELETE", "/artifacts/{id}", call => _artifacts.Delete(call.Id));
    }

    private ServerReply CreateVariable(ServerCall call)
    {
        call.AllowOnly("name", "value", "tags");
        call.CheckName("name", "Variable name", allowsUnderscores: true);
        if (!call.Body.ContainsKey("value"))
        {
            throw call.Fault("missing", ["value"], "Field required");
        }

        if (call.Body["value"]?.ToJsonString().Length > LongestValue)
        {
            throw call.Fault("value_error", ["value"], $"Value error, Variable value must be less than {LongestValue} characters.");
        }

        return _variables.FindBy("name", call.Text("name")) is not null
            ? ServerReply.Refused(409, $"A variable with the name '{call.Text("name")}' already exists.")
            : ServerTable.Give(_variables.Add(ServerTable.Fields(call.Body, ("name", null), ("value", null), ("tags", new JsonArray()))), 201);
    }

    private ServerReply CreateArtifact(ServerCall call)
    {
        call.AllowOnly("key", "type", "description", "data", "metadata_", "flow_run_id", "task_run_id");
        return ServerTable.Give(_artifacts.Add(ServerTable.Fields(
            call.Body, ("key", null), ("type", null), ("description", null), ("data", null), ("metadata_", null), ("flow_run_id", null), ("task_run_id", null))), 201);
    }

    private JsonObject Variable(ServerCall call) => _variables.Find(call.Id) ?? throw new ServerRefusal(Missing);

    private JsonObject Named(ServerCall call) => _variables.FindBy("name", call.Value(0)) ?? throw new ServerRefusal(Missing);

    private IEnumerable<JsonObject> Variables(ServerCall call) =>
        _variables.All.Where(new ServerFilter(call, "variables").Matches).OrderBy(item => item["name"]!.ToString(), StringComparer.Ordinal);

    private IEnumerable<JsonObject> Artifacts(ServerCall call) => _artifacts.All.Reverse().Where(new ServerFilter(call, "artifacts").Matches);
}
