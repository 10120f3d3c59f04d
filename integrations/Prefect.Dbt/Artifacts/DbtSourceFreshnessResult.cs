using System.Text.Json;

namespace Prefect.Dbt;

/// <summary>How fresh one source is.</summary>
public sealed class DbtSourceFreshnessResult
{
    private DbtSourceFreshnessResult(JsonElement json) => Json = json;

    /// <summary>All that dbt says of it.</summary>
    public JsonElement Json { get; }

    /// <summary>Id of the source, such as <c>source.shop.raw.orders</c>; empty where dbt gives none.</summary>
    public string UniqueId => Json.Text("unique_id") ?? "";

    /// <summary><c>pass</c>, <c>warn</c>, <c>error</c> or <c>runtime error</c>.</summary>
    public string Status => Json.Text("status") ?? "";

    /// <summary>Time of the latest record.</summary>
    public DateTimeOffset? MaxLoadedAt => Json.Time("max_loaded_at");

    /// <summary>When was looked.</summary>
    public DateTimeOffset? SnapshottedAt => Json.Time("snapshotted_at");

    /// <summary>How old the latest record was.</summary>
    public TimeSpan? Age => Json.Seconds("max_loaded_at_time_ago_in_s");

    /// <summary>Why it could not be looked at.</summary>
    public string? Error => Json.Text("error");

    /// <summary>Gives id and status.</summary>
    public override string ToString() => $"{UniqueId}: {Status}";

    internal static DbtSourceFreshnessResult Of(JsonElement json) => new(json);
}
