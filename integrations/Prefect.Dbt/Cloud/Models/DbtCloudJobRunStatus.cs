namespace Prefect.Dbt;

/// <summary>State of a run in dbt Cloud. A number that is none of these is kept as it is, and counts as no end.</summary>
public enum DbtCloudJobRunStatus
{
    /// <summary>dbt Cloud did not say.</summary>
    Unknown = 0,

    /// <summary>The run waits for its turn.</summary>
    Queued = 1,

    /// <summary>The run begins.</summary>
    Starting = 2,

    /// <summary>The run is under way.</summary>
    Running = 3,

    /// <summary>The run is done.</summary>
    Success = 10,

    /// <summary>The run has failed.</summary>
    Failed = 20,

    /// <summary>The run was cancelled.</summary>
    Cancelled = 30,
}
