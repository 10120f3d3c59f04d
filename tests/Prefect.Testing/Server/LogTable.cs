using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>The lines of logs and the events that a <see cref="PrefectServer"/> keeps.</summary>
internal sealed class LogTable
{
    private readonly List<JsonObject> _logs = [];
    private readonly List<JsonObject> _events = [];

    public IReadOnlyList<JsonObject> Logs => _logs;

    public IReadOnlyList<JsonObject> Events => _events;

    public void MapTo(ServerRoutes routes)
    {
        routes.Map("POST", "/logs/", AddLogs);
        routes.Map("POST", "/logs/filter", call => ServerReply.Json(call.Page(Chosen(call))));
        routes.Map("POST", "/events", AddEvents);
    }

    private ServerReply AddLogs(ServerCall call)
    {
        foreach (JsonObject entry in Items(call, "name", "level", "message", "timestamp"))
        {
            JsonObject log = (JsonObject)entry.DeepClone();
            log["id"] = Guid.CreateVersion7().ToString();
            log["created"] = log["timestamp"]!.DeepClone();
            log["updated"] = log["timestamp"]!.DeepClone();
            log["flow_run_id"] ??= null;
            log["task_run_id"] ??= null;
            _logs.Add(log);
        }

        return ServerReply.Status(201);
    }

    private ServerReply AddEvents(ServerCall call)
    {
        foreach (JsonObject item in Items(call, "occurred", "event", "resource", "id"))
        {
            if (item["resource"] is not JsonObject resource || !resource.ContainsKey("prefect.resource.id"))
            {
                throw call.Fault("value_error", ["resource"], "Value error, resources must include the prefect.resource.id label");
            }

            if (!_events.Exists(known => known["id"]!.ToString() == item["id"]!.ToString()))
            {
                _events.Add((JsonObject)item.DeepClone());
            }
        }

        return ServerReply.Status(204);
    }

    private IEnumerable<JsonObject> Chosen(ServerCall call)
    {
        IEnumerable<JsonObject> chosen = _logs.Where(new ServerFilter(call, "logs").Matches);
        return call.Body["sort"]?.ToString() == "TIMESTAMP_DESC"
            ? chosen.OrderByDescending(log => ServerTime.Read(log["timestamp"]))
            : chosen.OrderBy(log => ServerTime.Read(log["timestamp"]));
    }

    private static IEnumerable<JsonObject> Items(ServerCall call, params string[] required)
    {
        JsonArray items = call.Request.Body as JsonArray ?? throw call.Fault("list_type", [], "Input should be a valid list");
        for (int i = 0; i < items.Count; i++)
        {
            JsonObject item = items[i] as JsonObject ?? throw call.Fault("model_type", [i.ToString()], "Input should be a valid dictionary");
            string? missing = required.FirstOrDefault(name => item[name] is null);
            yield return missing is null ? item : throw call.Fault("missing", [i.ToString(), missing], "Field required");
        }
    }
}
