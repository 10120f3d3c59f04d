namespace Prefect.Gcp;

/// <summary>Where files were pulled from and to.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Folder">Folder in the bucket.</param>
/// <param name="Directory">Absolute path of the local folder.</param>
public sealed record GcsPullResult(string Bucket, string Folder, string Directory);
