namespace Prefect.Azure;

/// <summary>Where a bundle was downloaded to.</summary>
/// <param name="LocalPath">Absolute path of the file.</param>
public sealed record BlobBundleDownload(string LocalPath);
