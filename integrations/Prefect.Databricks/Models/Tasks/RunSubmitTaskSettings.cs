namespace Prefect.Databricks;

/// <summary>A task that is submitted for once: one kind of work, where it is done, and after which other tasks.</summary>
public sealed record RunSubmitTaskSettings : DatabricksModel
{
    /// <summary>Runs commands of dbt.</summary>
    public DbtTask? DbtTask { get; init; }

    /// <summary>Tasks that must have ended well before.</summary>
    public IReadOnlyList<TaskDependency>? DependsOn { get; init; }

    /// <summary>Id of a cluster that is there.</summary>
    public string? ExistingClusterId { get; init; }

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

    /// <summary>Runs a class of a Java archive.</summary>
    public SparkJarTask? SparkJarTask { get; init; }

    /// <summary>Runs a Python file.</summary>
    public SparkPythonTask? SparkPythonTask { get; init; }

    /// <summary>Runs spark-submit.</summary>
    public SparkSubmitTask? SparkSubmitTask { get; init; }

    /// <summary>Runs SQL.</summary>
    public SqlTask? SqlTask { get; init; }

    /// <summary>Name of the task: 1 to 100 letters, digits, dashes and underscores.</summary>
    public required string TaskKey { get; init; }

    /// <summary>How many seconds it may take; 0 for any time.</summary>
    public int? TimeoutSeconds { get; init; }
}
