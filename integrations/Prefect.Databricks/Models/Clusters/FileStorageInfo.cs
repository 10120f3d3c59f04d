namespace Prefect.Databricks;

/// <summary>A file of the machine itself.</summary>
public sealed record FileStorageInfo : DatabricksModel
{
    /// <summary>The place.</summary>
    public string? Destination { get; init; }
}
