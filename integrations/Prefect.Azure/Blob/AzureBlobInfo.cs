namespace Prefect.Azure;

/// <summary>A blob as a listing shows it.</summary>
/// <param name="Name">Name of the blob, the whole path inside the container.</param>
/// <param name="Size">Size in bytes.</param>
public sealed record AzureBlobInfo(string Name, long Size)
{
    /// <summary>When it was written, in UTC; null when the service does not say.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>When it was made, in UTC; null when the service does not say.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>Mark that changes with the content, without quotes.</summary>
    public string? ETag { get; init; }

    /// <summary>Kind of the content, such as <c>text/csv</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>MD5 of the content in base64; null for blobs that were written in blocks without one.</summary>
    public string? ContentMd5 { get; init; }

    /// <summary>Kind of the blob: <c>BlockBlob</c>, <c>AppendBlob</c> or <c>PageBlob</c>.</summary>
    public string? BlobType { get; init; }

    /// <summary>Tier of access, such as <c>Hot</c>; null when the account has none.</summary>
    public string? AccessTier { get; init; }

    /// <summary>Id of the snapshot; null for the blob itself.</summary>
    public string? Snapshot { get; init; }

    /// <summary>Id of the version; null where versions are not listed.</summary>
    public string? VersionId { get; init; }

    /// <summary>Whether it was deleted and can be brought back.</summary>
    public bool IsDeleted { get; init; }

    /// <summary>Values by names that were set on it; empty unless <c>metadata</c> was asked for.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Tags by names; empty unless <c>tags</c> were asked for.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Whether it stands for a folder of Data Lake Storage and has no content.</summary>
    public bool IsFolder { get; init; }
}
