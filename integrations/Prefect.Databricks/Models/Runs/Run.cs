namespace Prefect.Databricks;

/// <summary>A run: of a job, or of tasks that were submitted for once.</summary>
public sealed record Run : DatabricksModel
{
    /// <summary>Which attempt it is: 0 for the first.</summary>
    public int? AttemptNumber { get; init; }

    /// <summary>Milliseconds that cleaning up took.</summary>
    public long? CleanupDuration { get; init; }

    /// <summary>The cluster that it was carried out on.</summary>
    public ClusterInstance? ClusterInstance { get; init; }

    /// <summary>The cluster that was asked for.</summary>
    public ClusterSpec? ClusterSpec { get; init; }

    /// <summary>Who created it; null when that user is no more.</summary>
    public string? CreatorUserName { get; init; }

    /// <summary>When it ended, in milliseconds since 1970; 0 or null until then.</summary>
    public long? EndTime { get; init; }

    /// <summary>Milliseconds that the work took.</summary>
    public long? ExecutionDuration { get; init; }

    /// <summary>Repository that notebooks and programs are taken from.</summary>
    public GitSource? GitSource { get; init; }

    /// <summary>Clusters that tasks share.</summary>
    public IReadOnlyList<JobCluster>? JobClusters { get; init; }

    /// <summary>Id of the job.</summary>
    public long? JobId { get; init; }

    /// <summary>Number of the run.</summary>
    public long? NumberInJob { get; init; }

    /// <summary>Id of the first attempt.</summary>
    public long? OriginalAttemptRunId { get; init; }

    /// <summary>Parameters that were given for this run.</summary>
    public RunParameters? OverridingParameters { get; init; }

    /// <summary>Id of the run.</summary>
    public long? RunId { get; init; }

    /// <summary>Name of the run. Default: Untitled.</summary>
    public string? RunName { get; init; }

    /// <summary>Address of the run's page.</summary>
    public string? RunPageUrl { get; init; }

    /// <summary>What it is a run of.</summary>
    public RunType? RunType { get; init; }

    /// <summary>When it is started by itself.</summary>
    public CronSchedule? Schedule { get; init; }

    /// <summary>Milliseconds that preparing the cluster took.</summary>
    public long? SetupDuration { get; init; }

    /// <summary>When it was started, in milliseconds since 1970.</summary>
    public long? StartTime { get; init; }

    /// <summary>State.</summary>
    public RunState? State { get; init; }

    /// <summary>The tasks of the run, each with a run of its own.</summary>
    public IReadOnlyList<RunTask>? Tasks { get; init; }

    /// <summary>Why it was started.</summary>
    public TriggerType? Trigger { get; init; }

    /// <summary>Parameters of the job in this run.</summary>
    public IReadOnlyList<RunJobParameter>? JobParameters { get; init; }

    /// <summary>The attempts, the first one first.</summary>
    public IReadOnlyList<RepairHistoryItem>? RepairHistory { get; init; }
}
