using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The flows that a <see cref="PrefectServer"/> keeps.</summary>
internal sealed class FlowTable(TimeProvider clock)
{
    private readonly Dictionary<Guid, JsonObject> _flows = [];

    public bool Knows(Guid id) => _flows.ContainsKey(id);

    public JsonObject? Find(Guid id) => _flows.GetValueOrDefault(id);

    /// <summary>Gives the flow of a name, keeping a new one where there is none.</summary>
    public (JsonObject Flow, bool IsNew) Add(string name, JsonObject given)
    {
        if (_flows.Values.FirstOrDefault(flow => flow["name"]!.ToString() == name) is { } known)
        {
            return (known, false);
        }

        string now = ServerTime.Text(clock.GetUtcNow());
        Guid id = Guid.NewGuid();
        JsonObject added = new()
        {
            ["id"] = id.ToString(),
            ["created"] = now,
            ["updated"] = now,
            ["name"] = name,
            ["tags"] = given["tags"]?.DeepClone() ?? new JsonArray(),
            ["labels"] = given["labels"]?.DeepClone() ?? new JsonObject(),
        };
        _flows[id] = added;
        return (added, true);
    }

    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/flows/", call =>
        {
            call.AllowOnly("name", "tags", "labels");
            (JsonObject flow, bool isNew) = Add(call.Text("name"), call.Body);
            return ServerReply.Json(flow.DeepClone(), isNew ? 201 : 200);
        });
        routes.Map("GET", "/flows/{id}", call => Give(Find(call.Id)));
        routes.Map("GET", "/flows/name/{name}", call => Give(_flows.Values.FirstOrDefault(flow => flow["name"]!.ToString() == call.Value(0))));
        routes.Map("POST", "/flows/filter", call => ServerReply.Json(call.Page(Chosen(call))));
        routes.Map("POST", "/flows/count", call => ServerReply.Json(Chosen(call).Count()));
        routes.Map("PATCH", "/flows/{id}", Update);
        routes.Map("DELETE", "/flows/{id}", call => _flows.Remove(call.Id) ? ServerReply.Status(204) : Give(null));
    }

    private ServerReply Update(ServerCall call)
    {
        call.AllowOnly("tags");
        if (Find(call.Id) is not { } flow)
        {
            return Give(null);
        }

        flow["tags"] = call.Body["tags"]?.DeepClone() ?? new JsonArray();
        return ServerReply.Status(204);
    }

    private IEnumerable<JsonObject> Chosen(ServerCall call) => _flows.Values.Where(new ServerFilter(call, "flows").Matches);

    private static ServerReply Give(JsonObject? flow) => flow is null ? ServerReply.Refused(404, "Flow not found") : ServerReply.Json(flow.DeepClone());
}
