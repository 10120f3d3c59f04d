namespace Prefect.Databricks;

/// <summary>An attempt of a run: the first, or a repair.</summary>
public sealed record RepairHistoryItem : DatabricksModel
{
    /// <summary>When it ended, in milliseconds since 1970; 0 or null until then.</summary>
    public long? EndTime { get; init; }

    /// <summary>Id of the repair; null for the first attempt.</summary>
    public long? Id { get; init; }

    /// <summary>When it was started, in milliseconds since 1970.</summary>
    public long? StartTime { get; init; }

    /// <summary>State.</summary>
    public RunState? State { get; init; }

    /// <summary>Ids of the tasks' runs.</summary>
    public IReadOnlyList<long>? TaskRunIds { get; init; }

    /// <summary>Whether it was the first.</summary>
    public RepairType? Type { get; init; }
}
