namespace Prefect.Blocks;

/// <summary>Gives whole folders, as a deployment's code is pulled.</summary>
[BlockCapabilities("get-directory")]
[SyncTwins]
public partial interface IReadableDeploymentStorage
{
    /// <summary>Copies a folder of the storage to a local one.</summary>
    /// <param name="fromPath">Folder in the storage. Default: the block's own.</param>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    Task GetDirectoryAsync(string? fromPath = null, string? localPath = null, CancellationToken cancellationToken = default);
}
