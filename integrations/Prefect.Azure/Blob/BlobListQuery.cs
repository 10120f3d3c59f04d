namespace Prefect.Azure;

/// <summary>What is listed.</summary>
/// <param name="Prefix">What names begin with.</param>
internal sealed record BlobListQuery(string Prefix = "")
{
    private static readonly HashSet<string> s_includes = new(StringComparer.OrdinalIgnoreCase)
    {
        "metadata", "snapshots", "versions", "deleted", "tags", "copy", "uncommittedblobs", "deletedwithversions", "immutabilitypolicy",
        "legalhold", "permissions",
    };

    /// <summary>With a slash, only blobs on this level.</summary>
    public string Delimiter { get; init; } = "";

    /// <summary>How many blobs are asked for at a time; null for the service's own, 5000.</summary>
    public int? PageSize { get; init; }

    /// <summary>How many blobs are taken in all; null for all.</summary>
    public int? MaxItems { get; init; }

    public IReadOnlyList<string> Include { get; init; } = [];

    /// <exception cref="ArgumentException">An argument is null or out of its range.</exception>
    public static BlobListQuery Create(string prefix, string delimiter, int? pageSize, int? maxItems, IReadOnlyList<string>? include)
    {
        ArgumentNullException.ThrowIfNull(delimiter);
        if (pageSize is < 1 or > 5000)
        {
            throw new ArgumentOutOfRangeException(nameof(pageSize), pageSize, "A page has 1 to 5000 blobs.");
        }

        if (maxItems is < 0)
        {
            throw new ArgumentOutOfRangeException(nameof(maxItems), maxItems, "The number must not be negative.");
        }

        foreach (string item in include ?? [])
        {
            if (item is null || !s_includes.Contains(item))
            {
                throw new ArgumentException($"Nothing called '{item}' can be included: there are {string.Join(", ", s_includes)}.", nameof(include));
            }
        }

        return new BlobListQuery(prefix) { Delimiter = delimiter, PageSize = pageSize, MaxItems = maxItems, Include = include ?? [] };
    }
}
