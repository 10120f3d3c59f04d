namespace Prefect.Databricks;

/// <summary>Runs a Python file.</summary>
public sealed record SparkPythonTask : DatabricksModel
{
    /// <summary>Parameters, in order.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }

    /// <summary>The file: in the workspace, the file system or the repository.</summary>
    public required string PythonFile { get; init; }
}
