namespace Prefect.Databricks;

/// <summary>An image that a cluster's machines run in.</summary>
public sealed record DockerImage : DatabricksModel
{
    /// <summary>Signs in to the registry.</summary>
    public DockerBasicAuth? BasicAuth { get; init; }

    /// <summary>Address of the image.</summary>
    public string? Url { get; init; }
}
