namespace Prefect.Databricks;

/// <summary>Whether a cluster's logs were delivered.</summary>
public sealed record LogSyncStatus : DatabricksModel
{
    /// <summary>When it was tried last, in milliseconds since 1970.</summary>
    public long? LastAttempted { get; init; }

    /// <summary>What went wrong with it; null for nothing.</summary>
    public string? LastException { get; init; }
}
