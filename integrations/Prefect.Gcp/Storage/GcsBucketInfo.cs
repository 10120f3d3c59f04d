namespace Prefect.Gcp;

/// <summary>A bucket, as the service describes it.</summary>
/// <param name="Name">Name of the bucket.</param>
public sealed record GcsBucketInfo(string Name)
{
    /// <summary>Where it is, such as <c>EU</c> or <c>EUROPE-WEST1</c>.</summary>
    public string? Location { get; init; }

    /// <summary>Kind of the place: <c>region</c>, <c>dual-region</c> or <c>multi-region</c>.</summary>
    public string? LocationType { get; init; }

    /// <summary>Class of storage that objects have unless they are written with another.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Number of the project that it belongs to.</summary>
    public long? ProjectNumber { get; init; }

    /// <summary>When it was made; null when the service does not say.</summary>
    public DateTimeOffset? CreatedOn { get; init; }

    /// <summary>Whether former contents of objects are kept.</summary>
    public bool IsVersioned { get; init; }

    /// <summary>Values by names that were set on it.</summary>
    public IReadOnlyDictionary<string, string> Labels { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);
}
