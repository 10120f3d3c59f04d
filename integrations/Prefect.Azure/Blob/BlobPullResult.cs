namespace Prefect.Azure;

/// <summary>Where files were pulled from and to.</summary>
/// <param name="Container">Name of the container.</param>
/// <param name="Folder">Folder in the container.</param>
/// <param name="Directory">Absolute path of the local folder.</param>
public sealed record BlobPullResult(string Container, string Folder, string Directory);
