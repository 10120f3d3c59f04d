using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>When one step of a node's work was done.</summary>
/// <param name="Name"><c>compile</c> or <c>execute</c>.</param>
/// <param name="StartedAt">When it began.</param>
/// <param name="CompletedAt">When it was done.</param>
public sealed record DbtTiming(string Name, DateTimeOffset? StartedAt, DateTimeOffset? CompletedAt)
{
    internal static DbtTiming Of(JsonElement json) => new(json.Text("name") ?? "", json.Time("started_at"), json.Time("completed_at"));
}
