using System.Text.Json.Nodes;

namespace Prefect.Databricks;

/// <summary>Runs a function of a Python wheel.</summary>
public sealed record PythonWheelTask : DatabricksModel
{
    /// <summary>Name of the function.</summary>
    public string? EntryPoint { get; init; }

    /// <summary>Parameters, by name.</summary>
    public JsonObject? NamedParameters { get; init; }

    /// <summary>Name of the package.</summary>
    public string? PackageName { get; init; }

    /// <summary>Parameters, in order.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }
}
