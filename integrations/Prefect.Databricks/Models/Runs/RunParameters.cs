using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>Parameters of a run's tasks, in place of those of the job. Those of one kind go to all tasks of that kind.</summary>
public sealed record RunParameters : DatabricksModel
{
    /// <summary>Commands of tasks with dbt.</summary>
    public IReadOnlyList<string>? DbtCommands { get; init; }

    /// <summary>Parameters of tasks with Java archives.</summary>
    public IReadOnlyList<string>? JarParams { get; init; }

    /// <summary>Parameters of notebooks, by name.</summary>
    public JsonObject? NotebookParams { get; init; }

    /// <summary>Parameters of pipelines.</summary>
    public PipelineParams? PipelineParams { get; init; }

    /// <summary>Parameters of Python wheels, by name.</summary>
    public JsonObject? PythonNamedParams { get; init; }

    /// <summary>Parameters of Python files.</summary>
    public IReadOnlyList<string>? PythonParams { get; init; }

    /// <summary>Parameters of spark-submit.</summary>
    public IReadOnlyList<string>? SparkSubmitParams { get; init; }

    /// <summary>Parameters of tasks with SQL, by name.</summary>
    public JsonObject? SqlParams { get; init; }
}
