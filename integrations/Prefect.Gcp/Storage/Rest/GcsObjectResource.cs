using System.Text.Json.Serialization;

namespace Prefect.Gcp;

/// <summary>An object in documents of the service.</summary>
internal sealed record GcsObjectResource
{
    public string? Name { get; init; }

    public string? Bucket { get; init; }

    public long? Size { get; init; }

    public long? Generation { get; init; }

    public string? ContentType { get; init; }

    public string? ContentEncoding { get; init; }

    public string? ContentLanguage { get; init; }

    public string? ContentDisposition { get; init; }

    public string? CacheControl { get; init; }

    [JsonPropertyName("crc32c")]
    public string? Crc32C { get; init; }

    public string? Md5Hash { get; init; }

    public string? Etag { get; init; }

    public string? StorageClass { get; init; }

    public DateTimeOffset? TimeCreated { get; init; }

    public DateTimeOffset? Updated { get; init; }

    public IReadOnlyDictionary<string, string>? Metadata { get; init; }

    public GcsObjectInfo ToInfo() => new(Bucket ?? "", Name ?? "", Size ?? 0)
    {
        Generation = Generation ?? 0,
        ContentType = ContentType,
        ContentEncoding = string.IsNullOrEmpty(ContentEncoding) ? null : ContentEncoding,
        Crc32C = Crc32C,
        Md5Hash = Md5Hash,
        ETag = Etag,
        StorageClass = StorageClass,
        CreatedOn = TimeCreated,
        LastModified = Updated,
        Metadata = Metadata ?? new Dictionary<string, string>(StringComparer.Ordinal),
    };
}
