namespace Prefect.Azure;

/// <summary>Where files were pushed to.</summary>
/// <param name="Container">Name of the container.</param>
/// <param name="Folder">Folder in the container.</param>
public sealed record BlobPushResult(string Container, string Folder);
