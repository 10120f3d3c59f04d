namespace Prefect.Gcp;

/// <summary>A bucket in documents of the service.</summary>
internal sealed record GcsBucketResource
{
    public string? Name { get; init; }

    public string? Location { get; init; }

    public string? LocationType { get; init; }

    public string? StorageClass { get; init; }

    public long? ProjectNumber { get; init; }

    public DateTimeOffset? TimeCreated { get; init; }

    public GcsSwitch? Versioning { get; init; }

    public GcsAccessResource? IamConfiguration { get; init; }

    public GcsEncryptionResource? Encryption { get; init; }

    public IReadOnlyDictionary<string, string>? Labels { get; init; }

    public static GcsBucketResource Of(string name, string? location, GcsBucketSettings settings) => new()
    {
        Name = name,
        Location = location,
        StorageClass = settings.StorageClass,
        Versioning = settings.Versioning is { } versioning ? new GcsSwitch(versioning) : null,
        IamConfiguration = settings is { UniformAccess: null, PreventPublicAccess: null }
            ? null
            : new GcsAccessResource(
                settings.UniformAccess is { } uniform ? new GcsSwitch(uniform) : null,
                settings.PreventPublicAccess switch { null => null, true => "enforced", false => "inherited" }),
        Encryption = settings.DefaultKmsKeyName is { } key ? new GcsEncryptionResource(key) : null,
        Labels = settings.Labels,
    };

    public GcsBucketInfo ToInfo(string bucket) => new(Name ?? bucket)
    {
        Location = Location,
        LocationType = LocationType,
        StorageClass = StorageClass,
        ProjectNumber = ProjectNumber,
        CreatedOn = TimeCreated,
        IsVersioned = Versioning?.Enabled == true,
        Labels = Labels ?? new Dictionary<string, string>(StringComparer.Ordinal),
    };
}
