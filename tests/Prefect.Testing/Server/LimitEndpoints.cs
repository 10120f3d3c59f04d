using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers about limits on what goes on at once.</summary>
internal sealed class LimitEndpoints(TimeProvider clock)
{
    private readonly ServerTable _limits = new("Concurrency Limit", clock);
    private readonly Dictionary<Guid, (string[] Names, int Slots, DateTimeOffset End)> _leases = [];

    public void MapTo(ServerRoutes routes)
    {
        const string Root = "/v2/concurrency_limits/";
        routes.Map("POST", Root, Create);
        routes.Map("POST", Root + "filter", call => ServerReply.Json(call.Page(_limits.All.OrderBy(limit => limit["name"]!.ToString(), StringComparer.Ordinal).Select(Shown))));
        routes.Map("POST", Root + "increment", call => Take(call) is { } limits ? ServerReply.Json(limits) : Full());
        routes.Map("POST", Root + "increment-with-lease", Lease);
        routes.Map("POST", Root + "decrement", call => ServerReply.Json(GiveBack(Names(call), call.Number("slots"))));
        routes.Map("POST", Root + "decrement-with-lease", EndLease);
        routes.Map("POST", Root + "leases/{id}/renew", Renew);
        routes.Map("GET", Root + "{name}", call => ServerReply.Json(Shown(Limit(call))));
        routes.Map("PATCH", Root + "{name}", call => _limits.Update(call, Limit(call), "active", "name", "limit", "active_slots", "denied_slots", "slot_decay_per_second"));
        routes.Map("DELETE", Root + "{name}", call => _limits.Delete(Limit(call)));
    }

    private ServerReply Create(ServerCall call)
    {
        call.AllowOnly("active", "name", "limit", "active_slots", "denied_slots", "slot_decay_per_second");
        _ = call.Number("limit");
        return _limits.FindBy("name", call.Text("name")) is not null
            ? ServerReply.Refused(409, $"A concurrency limit with the name '{call.Text("name")}' already exists.")
            : ServerTable.Give(_limits.Add(ServerTable.Fields(
                call.Body, ("active", true), ("name", null), ("limit", null), ("active_slots", 0), ("denied_slots", 0), ("slot_decay_per_second", 0.0), ("avg_slot_occupancy_seconds", 2.0))), 201);
    }

    private ServerReply Lease(ServerCall call)
    {
        double seconds = call.Body["lease_duration"]?.GetValue<double>() ?? 300;
        if (seconds is < 60 or > 86_400)
        {
            throw call.Fault("greater_than_equal", ["lease_duration"], "Input should be greater than or equal to 60 and less than or equal to 86400");
        }

        if (Take(call) is not { } limits)
        {
            return Full();
        }

        Guid id = Guid.NewGuid();
        _leases[id] = (Names(call), call.Number("slots"), clock.GetUtcNow().AddSeconds(seconds));
        return ServerReply.Json(new JsonObject { ["lease_id"] = id.ToString(), ["limits"] = limits });
    }

    private ServerReply EndLease(ServerCall call)
    {
        if (_leases.Remove(call.IdOf("lease_id"), out (string[] Names, int Slots, DateTimeOffset End) lease))
        {
            GiveBack(lease.Names, lease.Slots);
        }

        return ServerReply.Status(204);
    }

    private ServerReply Renew(ServerCall call)
    {
        EndOldLeases();
        if (!_leases.TryGetValue(call.Id, out (string[] Names, int Slots, DateTimeOffset End) lease))
        {
            return ServerReply.Refused(410, "Lease not found - it may have expired or been revoked");
        }

        _leases[call.Id] = lease with { End = clock.GetUtcNow().AddSeconds(call.Body["lease_duration"]?.GetValue<double>() ?? 300) };
        return ServerReply.Status(204);
    }

    /// <summary>Takes slots of all limits that there are of those named; null if one of them has too few.</summary>
    private JsonArray? Take(ServerCall call)
    {
        EndOldLeases();
        int slots = call.Number("slots");
        if (slots <= 0)
        {
            throw call.Fault("greater_than", ["slots"], "Input should be greater than 0");
        }

        JsonObject[] limits = [.. Names(call).Select(name => _limits.FindBy("name", name)).OfType<JsonObject>().Where(limit => limit["active"]!.GetValue<bool>())];
        if (limits.Any(limit => Count(limit, "active_slots") + slots > Count(limit, "limit")))
        {
            return null;
        }

        foreach (JsonObject limit in limits)
        {
            limit["active_slots"] = Count(limit, "active_slots") + slots;
        }

        return [.. limits.Select(limit => ServerTable.Fields(limit, ("id", null), ("name", null), ("limit", null)))];
    }

    private JsonArray GiveBack(IEnumerable<string> names, int slots)
    {
        JsonArray given = [];
        foreach (JsonObject limit in names.Select(name => _limits.FindBy("name", name)).OfType<JsonObject>())
        {
            limit["active_slots"] = Math.Max(Count(limit, "active_slots") - slots, 0);
            given.Add(ServerTable.Fields(limit, ("id", null), ("name", null), ("limit", null)));
        }

        return given;
    }

    private void EndOldLeases()
    {
        foreach ((Guid id, (string[] names, int slots, _)) in _leases.Where(pair => pair.Value.End <= clock.GetUtcNow()).ToArray())
        {
            _leases.Remove(id);
            GiveBack(names, slots);
        }
    }

    private JsonObject Limit(ServerCall call) =>
        _limits.FindBy("name", call.Value(0)) ?? (Guid.TryParse(call.Value(0), out Guid id) ? _limits.Get(id) : throw new ServerRefusal(_limits.Missing));

    /// <summary>A limit as it is read: without what only its creator is told.</summary>
    private static JsonObject Shown(JsonObject limit)
    {
        JsonObject shown = (JsonObject)limit.DeepClone();
        shown.Remove("denied_slots");
        shown.Remove("avg_slot_occupancy_seconds");
        return shown;
    }

    private static string[] Names(ServerCall call) =>
        [.. (call.Body["names"] as JsonArray ?? throw call.Fault("missing", ["names"], "Field required")).Select(name => name!.ToString())];

    private static int Count(JsonObject limit, string name) => limit[name]!.GetValue<int>();

    private static ServerReply Full() => ServerReply.Refused(423, "Locked").With("Retry-After", "0.6886357442471459");
}
