namespace Prefect.Azure;

/// <summary>What is set on blobs that are written. What is null is left to the service.</summary>
public sealed record BlobSettings
{
    /// <summary>Nothing is set.</summary>
    public static BlobSettings None { get; } = new();

    /// <summary>Kind of the content, such as <c>text/csv</c>. Default: the service's own, <c>application/octet-stream</c>.</summary>
    public string? ContentType { get; init; }

    /// <summary>How the content is encoded, such as <c>gzip</c>.</summary>
    public string? ContentEncoding { get; init; }

    /// <summary>Language of the content, such as <c>de</c>.</summary>
    public string? ContentLanguage { get; init; }

    /// <summary>How browsers show the content, such as <c>attachment</c>.</summary>
    public string? ContentDisposition { get; init; }

    /// <summary>How caches keep the content, such as <c>no-cache</c>.</summary>
    public string? CacheControl { get; init; }

    /// <summary>Tier of access: <c>Hot</c>, <c>Cool</c>, <c>Cold</c> or <c>Archive</c>. Default: the account's.</summary>
    public string? AccessTier { get; init; }

    /// <summary>Values by names; a name is an identifier: letters, digits and underscores.</summary>
    public IReadOnlyDictionary<string, string>? Metadata { get; init; }
}
