namespace Prefect.Gcp;

/// <summary>Where files were pushed to.</summary>
/// <param name="Bucket">Name of the bucket.</param>
/// <param name="Folder">Folder in the bucket.</param>
public sealed record GcsPushResult(string Bucket, string Folder);
