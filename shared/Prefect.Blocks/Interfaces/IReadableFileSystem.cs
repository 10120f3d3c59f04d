namespace Prefect.Blocks;

/// <summary>Gives the content of files by path.</summary>
[BlockCapabilities("read-path")]
[SyncTwins]
public partial interface IReadableFileSystem
{
    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Path inside the file system; slashes between names.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    Task<byte[]> ReadPathAsync(string path, CancellationToken cancellationToken = default);
}
