namespace Prefect.Databricks;

/// <summary>A place in Amazon S3.</summary>
public sealed record S3StorageInfo : DatabricksModel
{
    /// <summary>Rights that are given to what is written, such as <c>bucket-owner-full-control</c>.</summary>
    public string? CannedAcl { get; init; }

    /// <summary>The place.</summary>
    public string? Destination { get; init; }

    /// <summary>Whether it is encrypted there. Default: no.</summary>
    public bool? EnableEncryption { get; init; }

    /// <summary>How it is encrypted: <c>sse-s3</c> or <c>sse-kms</c>.</summary>
    public string? EncryptionType { get; init; }

    /// <summary>Address of the service, in place of a region.</summary>
    public string? Endpoint { get; init; }

    /// <summary>Key that it is encrypted with.</summary>
    public string? KmsKey { get; init; }

    /// <summary>Region of the bucket.</summary>
    public string? Region { get; init; }
}
