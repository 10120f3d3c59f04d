namespace Prefect.Databricks;

/// <summary>Which tasks of a run are carried out again.</summary>
public sealed record RepairRunInput : DatabricksModel
{
    /// <summary>Id of the latest repair; wanted from the second repair on.</summary>
    public long? LatestRepairId { get; init; }

    /// <summary>Whether all tasks that failed are carried out again. Default: no.</summary>
    public bool? RerunAllFailedTasks { get; init; }

    /// <summary>Keys of the tasks that are carried out again.</summary>
    public IReadOnlyList<string>? RerunTasks { get; init; }

    /// <summary>Id of the run.</summary>
    public long? RunId { get; init; }
}
