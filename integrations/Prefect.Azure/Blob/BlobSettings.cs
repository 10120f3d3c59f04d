namespace Prefect.Azure;

/// <summary>What is set on blobs that are written. What is null is left to the service.</summary>
public sealed record BlobSettings
{
    /// <summary>Nothing is set.</summary>
    public static BlobSettings None { get; } = new();

    /// <summary>Kind of the content, such as <c>text/csv</c>. Default: the service's own, <c>application/octet-stream</c>.</summary>
    /// <exception cref="ArgumentException">The text has characters that a header cannot have.</exception>
    public string? ContentType
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>How the content is encoded, such as <c>gzip</c>.</summary>
    /// <exception cref="ArgumentException">The text has characters that a header cannot have.</exception>
    public string? ContentEncoding
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>Language of the content, such as <c>de</c>.</summary>
    /// <exception cref="ArgumentException">The text has characters that a header cannot have.</exception>
    public string? ContentLanguage
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>How browsers show the content, such as <c>attachment</c>.</summary>
    /// <exception cref="ArgumentException">The text has characters that a header cannot have.</exception>
    public string? ContentDisposition
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>How caches keep the content, such as <c>no-cache</c>.</summary>
    /// <exception cref="ArgumentException">The text has characters that a header cannot have.</exception>
    public string? CacheControl
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>Tier of access: <c>Hot</c>, <c>Cool</c>, <c>Cold</c> or <c>Archive</c>. Default: the account's.</summary>
    /// <exception cref="ArgumentException">The text has characters that a header cannot have.</exception>
    public string? AccessTier
    {
        get;
        init => field = Checked(value);
    }

    /// <summary>Values by names; a name is an identifier: letters, digits and underscores.</summary>
    /// <exception cref="ArgumentException">A name is no identifier, or a value has characters that a header cannot have.</exception>
    public IReadOnlyDictionary<string, string>? Metadata
    {
        get;
        init => field = Checked(value);
    }

    private static string? Checked(string? value) =>
        value is null || value.All(static character => character is >= ' ' and <= '~')
            ? value
            : throw new ArgumentException("What is set on blobs is sent as headers: it can have printable characters of ASCII alone. Encode others.", nameof(value));

    private static IReadOnlyDictionary<string, string>? Checked(IReadOnlyDictionary<string, string>? values)
    {
        foreach ((string name, string value) in values ?? new Dictionary<string, string>(StringComparer.Ordinal))
        {
            if (!IsIdentifier(name))
            {
                throw new ArgumentException($"'{name}' cannot be a name of metadata: it begins with a letter or an underscore, and has no more than those and digits.", nameof(values));
            }

            Checked(value);
        }

        return values;
    }

    private static bool IsIdentifier(string name) =>
        name.Length > 0 && !char.IsAsciiDigit(name[0]) && name.All(static character => char.IsAsciiLetterOrDigit(character) || character == '_');
}
