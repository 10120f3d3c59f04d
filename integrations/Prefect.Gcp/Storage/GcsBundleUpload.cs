namespace Prefect.Gcp;

/// <summary>Where a bundle was uploaded to.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Key">Name of the object.</param>
public sealed record GcsBundleUpload(string Bucket, string Key);
