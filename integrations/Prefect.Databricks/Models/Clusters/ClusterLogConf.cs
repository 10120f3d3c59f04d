namespace Prefect.Databricks;

/// <summary>Where a cluster's logs are delivered to: one of these.</summary>
public sealed record ClusterLogConf : DatabricksModel
{
    /// <summary>In the file system of Databricks.</summary>
    public DbfsStorageInfo? Dbfs { get; init; }

    /// <summary>In Amazon S3.</summary>
    public S3StorageInfo? S3 { get; init; }
}
