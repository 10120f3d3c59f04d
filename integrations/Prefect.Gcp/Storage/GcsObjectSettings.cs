namespace Prefect.Gcp;

/// <summary>What is set on objects that are written. What is null is left to the service.</summary>
public sealed record GcsObjectSettings
{
    /// <summary>Nothing is set.</summary>
    public static GcsObjectSettings None { get; } = new();

    /// <summary>Kind of the content, such as <c>text/csv</c>. Default: the service's own, <c>application/octet-stream</c>.</summary>
    /// <exception cref="ArgumentException">The text is no kind of content.</exception>
    public string? ContentType
    {
        get;
        init => field = value is null || System.Net.Http.Headers.MediaTypeHeaderValue.TryParse(value, out _)
            ? value
            : throw new ArgumentException($"'{value}' is no kind of content, such as text/csv.", nameof(value));
    }

    /// <summary>How the content is encoded, such as <c>gzip</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Language of the content, such as <c>de</c>.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>How browsers show the content, such as <c>attachment</c>.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>How caches keep the content, such as <c>no-cache</c>.</summary>
    public string? CacheControl { get; init; }

    /// <summary>Class of storage: <c>STANDARD</c>, <c>NEARLINE</c>, <c>COLDLINE</c> or <c>ARCHIVE</c>. Default: the bucket's.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Key of Cloud KMS that the object is encrypted with, <c>projects/…/locations/…/keyRings/…/cryptoKeys/…</c>. Default: the bucket's.</summary>
    public string? KmsKeyName { get; init; }

    /// <summary>Who may read it besides, such as <c>publicRead</c>; not for buckets with uniform access.</summary>
    public string? PredefinedAcl { get; init; }

    /// <summary>Values by names.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
