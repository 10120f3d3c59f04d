namespace Prefect.Gcp;

/// <summary>What is set on a bucket that is made. What is null is left to the service.</summary>
public sealed record GcsBucketSettings
{
    /// <summary>Nothing is set.</summary>
    public static GcsBucketSettings None { get; } = new();

    /// <summary>Class of storage: <c>STANDARD</c>, <c>NEARLINE</c>, <c>COLDLINE</c> or <c>ARCHIVE</c>. Default: <c>STANDARD</c>.</summary>
    public string? StorageClass { get; init; }

    /// <summary>Whether former contents of objects are kept. Default: no.</summary>
    public bool? Versioning { get; init; }

    /// <summary>Whether rights are given on the bucket alone, not on objects. Default: as the organization says.</summary>
    public bool? UniformAccess { get; init; }

    /// <summary>Whether nothing of it may be public. Default: as the organization says.</summary>
    public bool? PreventPublicAccess { get; init; }

    /// <summary>Key of Cloud KMS that objects are encrypted with unless they are written with another.</summary>
    public string? DefaultKmsKeyName { get; init; }

    /// <summary>Values by names.</summary>
    public IReadOnlyDictionary<string, string>? Labels { get; init; }
}
