namespace Prefect.Databricks;

/// <summary>A place in the file system of Databricks.</summary>
public sealed record DbfsStorageInfo : DatabricksModel
{
    /// <summary>The place.</summary>
    public string? Destination { get; init; }
}
