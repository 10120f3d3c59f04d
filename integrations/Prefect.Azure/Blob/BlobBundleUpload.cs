namespace Prefect.Azure;

/// <summary>Where a bundle was uploaded to.</summary>
/// <param name="Container">Name of the container.</param>
/// <param name="Key">Name of the blob.</param>
public sealed record BlobBundleUpload(string Container, string Key);
