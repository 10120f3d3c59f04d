using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>A state as a Prefect server writes it, and what its rules read of it.</summary>
internal sealed class ServerState(JsonObject json)
{
    private static readonly string[] s_details =
    [
        "flow_run_id", "task_run_id", "child_flow_run_id", "scheduled_time", "cache_key", "cache_expiration", "deferred", "untrackable_result",
        "pause_timeout", "pause_reschedule", "pause_key", "run_input_keyset", "refresh_cache", "retriable", "transition_id", "task_parameters_id",
        "traceparent", "deployment_concurrency_lease_id",
    ];

    private static readonly string[] s_times = ["scheduled_time", "cache_expiration", "pause_timeout"];
    private static readonly string[] s_types =
        ["SCHEDULED", "PENDING", "RUNNING", "COMPLETED", "FAILED", "CANCELLED", "CRASHED", "PAUSED", "CANCELLING"];

    public JsonObject Json => json;

    public string Type => json["type"]!.GetValue<string>();

    public string Name => json["name"]!.GetValue<string>();

    public DateTimeOffset Timestamp => ServerTime.Read(json["timestamp"])!.Value;

    public JsonObject Details => (JsonObject)json["state_details"]!;

    public bool IsFinal => Type is "COMPLETED" or "FAILED" or "CANCELLED" or "CRASHED";

    public bool IsSuspended => Type == "PAUSED" && Details["pause_reschedule"]?.GetValue<bool>() == true;

    /// <summary>Whether a result is kept that could be read again.</summary>
    public bool HasResult => json["data"] is JsonObject data && data.ContainsKey("storage_key");

    public DateTimeOffset? ScheduledTime => ServerTime.Read(Details["scheduled_time"]);

    /// <summary>Makes a state of what a client proposes, refusing what a server would.</summary>
    public static ServerState Proposed(ServerCall call, JsonNode? node, Guid? flowRunId, DateTimeOffset now, Guid? taskRunId = null)
    {
        if (node is not JsonObject proposal)
        {
            throw call.Fault("missing", ["state"], "Field required");
        }

        call.AllowOnly(proposal, ["state"], "type", "name", "message", "data", "state_details");
        string? type = proposal["type"]?.ToString();
        if (!s_types.Contains(type))
        {
            throw call.Fault(type is null ? "missing" : "enum", ["state", "type"], type is null ? "Field required" : "Input should be one of the types of states");
        }

        ServerState state = Of(type!, now, proposal["name"]?.GetValue<string>(), proposal["message"]?.GetValue<string>());
        state.Json["data"] = proposal["data"]?.DeepClone();
        foreach ((string name, JsonNode? value) in proposal["state_details"] as JsonObject ?? [])
        {
            state.Details[name] = s_times.Contains(name) && ServerTime.Read(value) is { } time ? ServerTime.Text(time) : value?.DeepClone();
        }

        state.Details["flow_run_id"] = flowRunId is { } run ? run.ToString() : state.Details["flow_run_id"]?.DeepClone();
        state.Details["task_run_id"] = taskRunId is { } task ? task.ToString() : state.Details["task_run_id"]?.DeepClone();
        if (type == "SCHEDULED" && state.ScheduledTime is null)
        {
            state.Details["scheduled_time"] = ServerTime.Text(now);
        }

        return state;
    }

    public static ServerState Of(string type, DateTimeOffset now, string? name = null, string? message = null, Guid? flowRunId = null)
    {
        JsonObject details = [];
        foreach (string key in s_details)
        {
            details[key] = key is "deferred" or "untrackable_result" or "pause_reschedule" ? false : null;
        }

        details["flow_run_id"] = flowRunId?.ToString();
        return new ServerState(new JsonObject
        {
            ["id"] = Guid.CreateVersion7(now).ToString(),
            ["type"] = type,
            ["name"] = name ?? type[..1] + type[1..].ToLowerInvariant(),
            ["timestamp"] = ServerTime.Text(now),
            ["message"] = message,
            ["data"] = null,
            ["state_details"] = details,
        });
    }
}
