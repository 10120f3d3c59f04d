namespace Prefect.Blocks;

/// <summary>Keeps the content of files by path.</summary>
[BlockCapabilities("write-path")]
[SyncTwins]
public partial interface IWritableFileSystem : IReadableFileSystem
{
    /// <summary>Writes a whole file, replacing one that is there. Folders on the way are made.</summary>
    /// <param name="path">Path inside the file system; slashes between names.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Where it was written.</returns>
    Task<string> WritePathAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default);
}
