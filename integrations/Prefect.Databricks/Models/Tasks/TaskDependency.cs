namespace Prefect.Databricks;

/// <summary>A task that goes before another.</summary>
public sealed record TaskDependency : DatabricksModel
{
    /// <summary>Name of that task.</summary>
    public string? TaskKey { get; init; }
}
