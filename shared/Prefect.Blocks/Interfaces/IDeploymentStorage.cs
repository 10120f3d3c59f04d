namespace Prefect.Blocks;

/// <summary>Keeps whole folders, as a deployment's code is pushed.</summary>
[BlockCapabilities("put-directory")]
[SyncTwins]
public partial interface IDeploymentStorage : IReadableDeploymentStorage
{
    /// <summary>Copies a local folder to the storage.</summary>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="toPath">Folder in the storage. Default: the block's own.</param>
    /// <param name="ignoreFile">A file of patterns, as in <c>.gitignore</c>, of what is left out.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many files were copied.</returns>
    Task<int> PutDirectoryAsync(
        string? localPath = null, string? toPath = null, string? ignoreFile = null, CancellationToken cancellationToken = default);
}
