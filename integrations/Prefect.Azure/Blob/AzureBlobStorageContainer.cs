using Prefect.Blocks;

namespace Prefect.Azure;

/// <summary>A container in Azure Blob Storage.</summary>
/// <remarks>
/// All paths are relative to the base folder, which is put before them; only <see cref="ListBlobsAsync"/> sees the whole container.
/// Uploads do not replace a blob that is there unless the transfer options say so; writing by path and putting directories do.
/// </remarks>
/// <example>
/// <code>
/// AzureBlobStorageContainer landing = await AzureBlobStorageContainer.LoadAsync("landing");
/// await landing.DownloadFolderToPathAsync("2026-11-20", "data");
/// </code>
/// </example>
[Block(
    "Azure Blob Storage Container",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/54e3fa7e00197a4fbd1d82ed62494cb58d08c96a-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-azure")]
public sealed partial record AzureBlobStorageContainer : Block, IObjectStorage, IWritableFileSystem, IDeploymentStorage, ICheckable
{
    private BlobTransferOptions _transfer = BlobTransferOptions.Default;

    /// <summary>Name of the container.</summary>
    public required string ContainerName { get; init; }

    /// <summary>How to sign in. The default has nothing to sign in with: give one.</summary>
    public AzureBlobStorageCredentials Credentials { get; init; } = new AzureBlobStorageCredentials();

    /// <summary>Folder inside the container that paths are relative to.</summary>
    public string? BaseFolder { get; init; }

    /// <summary>How blobs are moved. It is no part of the document.</summary>
    public BlobTransferOptions Transfer => _transfer;

    /// <summary>Gives the same container with other ways to move blobs.</summary>
    /// <param name="options">The ways.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public AzureBlobStorageContainer WithTransfer(BlobTransferOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return this with { _transfer = options };
    }

    /// <summary>Signs in and looks into the container.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        AzureCheck.RunAsync(
            () => Connect().Service.Endpoint,
            async token =>
            {
                BlobConnection connection = Connect();
                await connection.Service.ListAsync(ContainerName, new BlobListQuery { PageSize = 1 }, marker: null, token).ConfigureAwait(false);
                return $"The container '{ContainerName}' is there, and the credentials may list it.";
            },
            cancellationToken);

    /// <exception cref="AzureConfigurationException">The container has no usable name or no credentials, or those contradict themselves.</exception>
    internal BlobConnection Connect()
    {
        if (string.IsNullOrWhiteSpace(ContainerName))
        {
            throw new AzureConfigurationException("container_name", "The Azure Blob Storage container has no container_name.");
        }

        if (!BlobNames.IsContainer(ContainerName))
        {
            throw new AzureConfigurationException("container_name", BlobNames.NotAContainer(ContainerName));
        }

        return Credentials is null
            ? throw new AzureConfigurationException("credentials", $"The Azure Blob Storage container '{ContainerName}' has no credentials.")
            : new BlobConnection(Credentials.Service(_transfer), ContainerName, _transfer, Logger);
    }
}
