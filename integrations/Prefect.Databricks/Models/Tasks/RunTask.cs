namespace Prefect.Databricks;

/// <summary>A task of a run.</summary>
public sealed record RunTask : DatabricksModel
{
    /// <summary>Which attempt it is: 0 for the first.</summary>
    public int? AttemptNumber { get; init; }

    /// <summary>Milliseconds that cleaning up took.</summary>
    public long? CleanupDuration { get; init; }

    /// <summary>The cluster that it was carried out on.</summary>
    public ClusterInstance? ClusterInstance { get; init; }

    /// <summary>Runs commands of dbt.</summary>
    public DbtTask? DbtTask { get; init; }

    /// <summary>Tasks that must have ended well before.</summary>
    public IReadOnlyList<TaskDependency>? DependsOn { get; init; }

    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>When it ended, in milliseconds since 1970; 0 or null until then.</summary>
    public long? EndTime { get; init; }

    /// <summary>Milliseconds that the work took.</summary>
    public long? ExecutionDuration { get; init; }

    /// <summary>Id of a cluster that is there.</summary>
    public string? ExistingClusterId { get; init; }

    /// <summary>Repository that notebooks and programs are taken from.</summary>
    public GitSource? GitSource { get; init; }

    /// <summary>Libraries that are installed first.</summary>
    public IReadOnlyList<Library>? Libraries { get; init; }

    /// <summary>A cluster that is made for it.</summary>
    public NewCluster? NewCluster { get; init; }

    /// <summary>Runs a notebook.</summary>
    public NotebookTask? NotebookTask { get; init; }

    /// <summary>Updates a pipeline.</summary>
    public PipelineTask? PipelineTask { get; init; }

    /// <summary>Runs a function of a Python wheel.</summary>
    public PythonWheelTask? PythonWheelTask { get; init; }

    /// <summary>Id of the task's own run, which its output is asked for by.</summary>
    public long? RunId { get; init; }

    /// <summary>Milliseconds that preparing the cluster took.</summary>
    public long? SetupDuration { get; init; }

    /// <summary>Runs a class of a Java archive.</summary>
    public SparkJarTask? SparkJarTask { get; init; }

    /// <summary>Runs a Python file.</summary>
    public SparkPythonTask? SparkPythonTask { get; init; }

    /// <summary>Runs spark-submit.</summary>
    public SparkSubmitTask? SparkSubmitTask { get; init; }

    /// <summary>Runs SQL.</summary>
    public SqlTask? SqlTask { get; init; }

    /// <summary>When it was started, in milliseconds since 1970.</summary>
    public long? StartTime { get; init; }

    /// <summary>State.</summary>
    public RunState? State { get; init; }

    /// <summary>Name of the task: 1 to 100 letters, digits, dashes and underscores.</summary>
    public string? TaskKey { get; init; }
}
