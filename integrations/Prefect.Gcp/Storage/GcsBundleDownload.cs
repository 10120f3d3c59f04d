namespace Prefect.Gcp;

/// <summary>Where a bundle was downloaded to.</summary>
/// <param name="LocalPath">Absolute path of the file.</param>
/// <param name="FilesPath">Absolute path of the archive of files that the bundle names by its <c>files_key</c>; null when it names none.</param>
public sealed record GcsBundleDownload(string LocalPath, string? FilesPath = null);
