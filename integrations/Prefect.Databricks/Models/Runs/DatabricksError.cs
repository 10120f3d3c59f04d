namespace Prefect.Databricks;

/// <summary>How the service says that it refused a request.</summary>
public sealed record DatabricksError : DatabricksModel
{
    /// <summary>The service's code.</summary>
    public string? ErrorCode { get; init; }

    /// <summary>Text for people.</summary>
    public string? Message { get; init; }
}
