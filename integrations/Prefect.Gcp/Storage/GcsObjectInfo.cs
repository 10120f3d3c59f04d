namespace Prefect.Gcp;

/// <summary>An object, as the service describes it.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Name">Name of the object, the whole path inside the bucket.</param>
/// <param name="Size">Size in bytes, as it is stored.</param>
public sealed record GcsObjectInfo(string Bucket, string Name, long Size)
{
    /// <summary>Number of its content, which is a higher one each time it is written.</summary>
    public long Generation { get; init; }

    /// <summary>Kind of the content, such as <c>text/csv</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>How the content is encoded, such as <c>gzip</c>; null when it is not.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>CRC-32C of the content, in base64.</summary>
    public string? Crc32C { get; init; }

    /// <summary>MD5 of the content, in base64; null for objects that were put together of others.</summary>
    public string? Md5Hash { get; init; }

    /// <summary>Mark that changes with the object.</summary>
    public string? ETag { get; init; }

    /// <summary>Class of storage, such as <c>STANDARD</c>.</summary>
    public string? StorageClass { get; init; }

    /// <summary>When it was written; null when the service does not say.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>When it or its description was changed; null when the service does not say.</summary>
    public DateTimeOffset? LastModified { get; init; }

    /// <summary>Values by names that were set on it.</summary>
    public IReadOnlyDictionary<string, string> Metadata { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
