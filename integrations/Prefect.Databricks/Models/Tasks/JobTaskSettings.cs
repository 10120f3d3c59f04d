namespace Prefect.Databricks;

/// <summary>A task of a job: one kind of work, where it is done, and after which other tasks.</summary>
public sealed record JobTaskSettings : DatabricksModel
{
    /// <summary>Runs commands of dbt.</summary>
    public DbtTask? DbtTask { get; init; }

    /// <summary>Tasks that must have ended well before.</summary>
    public IReadOnlyList<TaskDependency>? DependsOn { get; init; }

    /// <summary>What it is, in words.</summary>
    public string? Description { get; init; }

    /// <summary>Whom mails are sent to.</summary>
    public JobEmailNotifications? EmailNotifications { get; init; }

    /// <summary>Id of a cluster that is there.</summary>
    public string? ExistingClusterId { get; init; }

    /// <summary>Name of a cluster that tasks of the job share.</summary>
    public string? JobClusterKey { get; init; }

    /// <summary>Libraries that are installed first.</summary>
    public IReadOnlyList<Library>? Libraries { get; init; }

    /// <summary>How often it is tried again; -1 without end. Default: 0.</summary>
    public int? MaxRetries { get; init; }

    /// <summary>Time between two tries in milliseconds.</summary>
    public int? MinRetryIntervalMillis { get; init; }

    /// <summary>A cluster that is made for it.</summary>
    public NewCluster? NewCluster { get; init; }

    /// <summary>Runs a notebook.</summary>
    public NotebookTask? NotebookTask { get; init; }

    /// <summary>Updates a pipeline.</summary>
    public PipelineTask? PipelineTask { get; init; }

    /// <summary>Runs a function of a Python wheel.</summary>
    public PythonWheelTask? PythonWheelTask { get; init; }

    /// <summary>Whether it is tried again when it took too long.</summary>
    public bool? RetryOnTimeout { get; init; }

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

    /// <summary>Webhooks that are called.</summary>
    public WebhookNotifications? WebhookNotifications { get; init; }
}
