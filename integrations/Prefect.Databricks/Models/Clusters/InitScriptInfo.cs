using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Where an init script is: one of these.</summary>
public sealed record InitScriptInfo : DatabricksModel
{
    /// <summary>In Amazon S3.</summary>
    [JsonPropertyName("S3")]
    public S3StorageInfo? S3 { get; init; }

    /// <summary>In the file system of Databricks.</summary>
    public DbfsStorageInfo? Dbfs { get; init; }

    /// <summary>On the machine.</summary>
    public FileStorageInfo? File { get; init; }
}
