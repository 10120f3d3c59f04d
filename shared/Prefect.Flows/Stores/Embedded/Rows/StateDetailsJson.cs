using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Writes and reads the details of states under the names that they have on the wire.</summary>
internal static class StateDetailsJson
{
    public static void Write(Utf8JsonWriter json, StateDetails details)
    {
        json.WriteStartObject();
        Write(json, "flow_run_id", details.FlowRunId);
        Write(json, "task_run_id", details.TaskRunId);
        Write(json, "child_flow_run_id", details.ChildFlowRunId);
        Write(json, "scheduled_time", details.ScheduledTime);
        Write(json, "cache_key", details.CacheKey);
        Write(json, "cache_expiration", details.CacheExpiration);
        Write(json, "deferred", details.Deferred);
        Write(json, "untrackable_result", details.UntrackableResult);
        Write(json, "pause_timeout", details.PauseTimeout);
        Write(json, "pause_reschedule", details.PauseReschedule);
        Write(json, "pause_key", details.PauseKey);
        if (details.RunInputKeyset is { } keyset)
        {
            json.WriteStartObject("run_input_keyset");
            foreach ((string name, string key) in keyset)
            {
                json.WriteString(name, SecretMasker.Mask(key));
            }

            json.WriteEndObject();
        }

        Write(json, "refresh_cache", details.RefreshCache);
        Write(json, "retriable", details.Retriable);
        Write(json, "transition_id", details.TransitionId);
        Write(json, "task_parameters_id", details.TaskParametersId);
        Write(json, "traceparent", details.Traceparent);
        Write(json, "deployment_concurrency_lease_id", details.DeploymentConcurrencyLeaseId);
        json.WriteEndObject();
    }

    public static StateDetails Read(JsonElement json) => new()
    {
        FlowRunId = Id(json, "flow_run_id"),
        TaskRunId = Id(json, "task_run_id"),
        ChildFlowRunId = Id(json, "child_flow_run_id"),
        ScheduledTime = Time(json, "scheduled_time"),
        CacheKey = Text(json, "cache_key"),
        CacheExpiration = Time(json, "cache_expiration"),
        Deferred = Switch(json, "deferred"),
        UntrackableResult = Switch(json, "untrackable_result"),
        PauseTimeout = Time(json, "pause_timeout"),
        PauseReschedule = Switch(json, "pause_reschedule"),
        PauseKey = Text(json, "pause_key"),
        RunInputKeyset = json.TryGetProperty("run_input_keyset", out JsonElement keyset) ? Keyset(keyset) : null,
        RefreshCache = Switch(json, "refresh_cache"),
        Retriable = Switch(json, "retriable"),
        TransitionId = Id(json, "transition_id"),
        TaskParametersId = Id(json, "task_parameters_id"),
        Traceparent = Text(json, "traceparent"),
        DeploymentConcurrencyLeaseId = Id(json, "deployment_concurrency_lease_id"),
    };

    private static void Write(Utf8JsonWriter json, string name, Guid? value)
    {
        if (value is { } id)
        {
            json.WriteString(name, id);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, DateTimeOffset? value)
    {
        if (value is { } time)
        {
            json.WriteNumber(name, time.UtcTicks);
        }
    }

    private static void Write(Utf8JsonWriter json, string name, string? value)
    {
        if (value is not null)
        {
            json.WriteString(name, SecretMasker.Mask(value));
        }
    }

    private static void Write(Utf8JsonWriter json, string name, bool? value)
    {
        if (value is { } isOn)
        {
            json.WriteBoolean(name, isOn);
        }
    }

    private static Guid? Id(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetGuid() : null;

    private static string? Text(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetString() : null;

    private static bool? Switch(JsonElement json, string name) => json.TryGetProperty(name, out JsonElement value) ? value.GetBoolean() : null;

    private static DateTimeOffset? Time(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) ? new DateTimeOffset(value.GetInt64(), TimeSpan.Zero) : null;

    private static Dictionary<string, string> Keyset(JsonElement json)
    {
        Dictionary<string, string> keyset = new(StringComparer.Ordinal);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            keyset[member.Name] = member.Value.GetString() ?? "";
        }

        return keyset;
    }
}
