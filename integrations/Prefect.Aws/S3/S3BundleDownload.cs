namespace Prefect.Aws;

/// <summary>Where a bundle was downloaded to.</summary>
/// <param name="LocalPath">Absolute path of the file.</param>
public sealed record S3BundleDownload(string LocalPath);
