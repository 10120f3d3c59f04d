namespace Prefect.Databricks;

/// <summary>What is to be done: one of these.</summary>
public sealed record JobTask : DatabricksModel
{
    /// <summary>Runs commands of dbt.</summary>
    public DbtTask? DbtTask { get; init; }

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
}
