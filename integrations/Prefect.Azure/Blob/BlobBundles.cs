using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Bundles of flows, single files, to a container and back.</summary>
[SyncTwins]
public static partial class BlobBundles
{
    /// <summary>Uploads a bundle. One that is there is replaced.</summary>
    /// <param name="localFilepath">The local file.</param>
    /// <param name="container">Name of the container.</param>
    /// <param name="key">Name of the blob. Default: the file's name.</param>
    /// <param name="azureBlobStorageCredentialsBlockName">Name of the saved credentials to sign in with.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The file is not there, or an argument is null or empty.</exception>
    /// <exception cref="BlockNotFoundException">No credentials are saved under this name.</exception>
    /// <exception cref="AzureException">The container may not be written, or the account could not be reached.</exception>
    public static async Task<BlobBundleUpload> UploadBundleToAzureBlobStorageAsync(
        string localFilepath,
        string container,
        string? key,
        string azureBlobStorageCredentialsBlockName,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(localFilepath);
        if (!File.Exists(localFilepath))
        {
            throw new ArgumentException($"There is no bundle '{localFilepath}' to upload.", nameof(localFilepath));
        }

        AzureBlobStorageContainer target = await OpenAsync(container, azureBlobStorageCredentialsBlockName, cancellationToken).ConfigureAwait(false);
        string stored = await target.WithTransfer(BlobTransferOptions.Default with { Overwrite = true })
            .UploadFromPathAsync(localFilepath, key, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new BlobBundleUpload(container, stored);
    }

    /// <summary>Downloads a bundle.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="key">Name of the blob.</param>
    /// <param name="azureBlobStorageCredentialsBlockName">Name of the saved credentials to sign in with.</param>
    /// <param name="outputDir">Local folder that the file is put in, made where it is missing. Default: a new one among the temporary files, which is the caller's to remove.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or the key ends with a slash.</exception>
    /// <exception cref="BlockNotFoundException">No credentials are saved under this name.</exception>
    /// <exception cref="UnsafePathException">The last part of the key is no name of a file.</exception>
    /// <exception cref="AzureException">There is no such bundle, it may not be read, or the account could not be reached.</exception>
    public static async Task<BlobBundleDownload> DownloadBundleFromAzureBlobStorageAsync(
        string container,
        string key,
        string azureBlobStorageCredentialsBlockName,
        string? outputDir = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.EndsWith('/'))
        {
            throw new ArgumentException($"The key of a bundle names a file, not a folder as '{key}' does.", nameof(key));
        }

        AzureBlobStorageContainer source = await OpenAsync(container, azureBlobStorageCredentialsBlockName, cancellationToken).ConfigureAwait(false);
        if (!string.IsNullOrEmpty(outputDir))
        {
            return await DownloadAsync(source, key, Path.GetFullPath(outputDir), cancellationToken).ConfigureAwait(false);
        }

        DirectoryInfo folder = Directory.CreateTempSubdirectory("prefect-bundle-");
        try
        {
            return await DownloadAsync(source, key, folder.FullName, cancellationToken).ConfigureAwait(false);
        }
        catch
        {
            folder.Delete(recursive: true);
            throw;
        }
    }

    private static async Task<BlobBundleDownload> DownloadAsync(
        AzureBlobStorageContainer source, string key, string folder, CancellationToken cancellationToken)
    {
        string path = new LocalFolder(folder).Resolve(key[(key.LastIndexOf('/') + 1)..]);
        return new BlobBundleDownload(await source.DownloadObjectToPathAsync(key, path, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private static async Task<AzureBlobStorageContainer> OpenAsync(string container, string credentials, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        ArgumentException.ThrowIfNullOrEmpty(credentials);
        return new AzureBlobStorageContainer
        {
            ContainerName = container,
            Credentials = await AzureBlobStorageCredentials.LoadAsync(credentials, cancellationToken: cancellationToken).ConfigureAwait(false),
        };
    }
}
