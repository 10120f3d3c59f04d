using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Counts flow runs by the interval that they were expected in, and by their state.</summary>
internal static class FlowRunHistogram
{
    public static JsonArray Of(ServerCall call, IEnumerable<JsonObject> runs)
    {
        DateTimeOffset start = Time(call, "history_start");
        DateTimeOffset end = Time(call, "history_end");
        TimeSpan interval = TimeSpan.FromSeconds(call.Body["history_interval_seconds"]?.GetValue<double>() ?? throw call.Fault("missing", ["history_interval_seconds"], "Field required"));
        List<JsonObject> all = [.. runs];
        JsonArray history = [];
        for (DateTimeOffset from = start; from < end; from += interval)
        {
            history.Add(Interval(from, from + interval, all));
        }

        return history;
    }

    private static JsonObject Interval(DateTimeOffset from, DateTimeOffset to, List<JsonObject> runs) => new()
    {
        ["interval_start"] = ServerTime.Text(from),
        ["interval_end"] = ServerTime.Text(to),
        ["states"] = new JsonArray([.. runs
            .Where(run => ServerTime.Read(run["expected_start_time"]) is { } time && time >= from && time < to)
            .GroupBy(run => (Type: run["state_type"]!.ToString(), Name: run["state_name"]!.ToString()))
            .Select(group => new JsonObject
            {
                ["state_type"] = group.Key.Type,
                ["state_name"] = group.Key.Name,
                ["count_runs"] = group.Count(),
                ["sum_estimated_run_time"] = 0.0,
                ["sum_estimated_lateness"] = 0.0,
            })]),
    };

    private static DateTimeOffset Time(ServerCall call, string name) =>
        ServerTime.Read(call.Body[name]) ?? throw call.Fault("missing", [name], "Field required");
}
