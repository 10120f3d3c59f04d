using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>Steps of a deployment that push a project's files to a container and pull them from it.</summary>
[SyncTwins]
public static partial class BlobSteps
{
    /// <summary>Copies a local folder to a folder of a container. Blobs that are there are replaced.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="folder">Folder in the container.</param>
    /// <param name="credentials">
    /// How to sign in. A connection string goes before an address; a service principal of which a part is missing is none.
    /// </param>
    /// <param name="ignoreFile">A file of patterns in the local folder, as in <c>.gitignore</c>, of what is left out; it need not be there.</param>
    /// <param name="localFolder">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The container's name is null or empty, or the folder or the credentials null, or those say neither how nor where.</exception>
    /// <exception cref="IOException">A local file cannot be read.</exception>
    /// <exception cref="AzureException">The container may not be written, or the account could not be reached.</exception>
    public static async Task<BlobPushResult> PushToAzureBlobStorageAsync(
        string container,
        string folder,
        AzureBlobStorageCredentials credentials,
        string? ignoreFile = ".prefectignore",
        string? localFolder = null,
        CancellationToken cancellationToken = default)
    {
        AzureBlobStorageContainer target = Open(container, folder, credentials);
        string from = new LocalFolder(localFolder).FullPath;
        string? rules = string.IsNullOrEmpty(ignoreFile) ? null : Path.GetFullPath(ignoreFile, from);
        await target.PutDirectoryAsync(from, folder, File.Exists(rules) ? rules : null, cancellationToken).ConfigureAwait(false);
        return new BlobPushResult(container, folder);
    }

    /// <summary>Copies a folder of a container to a local one.</summary>
    /// <param name="container">Name of the container.</param>
    /// <param name="folder">Folder in the container; others whose names begin alike are left alone.</param>
    /// <param name="credentials">
    /// How to sign in. A connection string goes before an address; a service principal of which a part is missing is none.
    /// </param>
    /// <param name="localFolder">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The container's name is null or empty, or the folder or the credentials null, or those say neither how nor where.</exception>
    /// <exception cref="UnsafePathException">A name leads out of the local folder.</exception>
    /// <exception cref="AzureException">The container may not be read, or the account could not be reached.</exception>
    public static async Task<BlobPullResult> PullFromAzureBlobStorageAsync(
        string container,
        string folder,
        AzureBlobStorageCredentials credentials,
        string? localFolder = null,
        CancellationToken cancellationToken = default)
    {
        AzureBlobStorageContainer source = Open(container, folder, credentials);
        string to = new LocalFolder(localFolder).FullPath;
        await source.GetDirectoryAsync(folder, to, cancellationToken).ConfigureAwait(false);
        return new BlobPullResult(container, folder, to);
    }

    private static AzureBlobStorageContainer Open(string container, string folder, AzureBlobStorageCredentials credentials)
    {
        ArgumentException.ThrowIfNullOrEmpty(container);
        ArgumentNullException.ThrowIfNull(folder);
        ArgumentNullException.ThrowIfNull(credentials);
        return new AzureBlobStorageContainer { ContainerName = container, Credentials = Decided(credentials) };
    }

    private static AzureBlobStorageCredentials Decided(AzureBlobStorageCredentials credentials)
    {
        if (credentials.ConnectionString?.IsEmpty == false)
        {
            return credentials with { AccountUrl = null, ClientId = null, TenantId = null, ClientSecret = null };
        }

        bool isPrincipal = !string.IsNullOrEmpty(credentials.ClientId) && !string.IsNullOrEmpty(credentials.TenantId) && credentials.ClientSecret?.IsEmpty == false;
        return isPrincipal ? credentials : credentials with { ClientId = null, TenantId = null, ClientSecret = null };
    }
}
