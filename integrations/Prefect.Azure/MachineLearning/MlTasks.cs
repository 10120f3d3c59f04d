using System.Net;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>Work on datastores of Azure Machine Learning: as methods, and as tasks to be run, submitted or mapped.</summary>
[SyncTwins]
public static partial class MlTasks
{
    private const int FilesAtOnce = 8;

    /// <summary>Lists the datastores of the workspace.</summary>
    /// <param name="mlCredentials">How to sign in, and the workspace.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>The datastores by their names.</returns>
    /// <exception cref="ArgumentException">An argument is null, or the credentials cannot be used.</exception>
    /// <exception cref="AzureException">The workspace is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<IReadOnlyDictionary<string, AzureMlDatastore>> ListDatastoresAsync(
        AzureMlCredentials mlCredentials, CancellationToken cancellationToken = default)
    {
        Dictionary<string, AzureMlDatastore> datastores = new(StringComparer.Ordinal);
        await foreach (AzureMlDatastore datastore in Open(mlCredentials).ListDatastoresAsync("", cancellationToken).ConfigureAwait(false))
        {
            datastores[datastore.Name] = datastore;
        }

        return datastores;
    }

    /// <summary>Reads a datastore.</summary>
    /// <param name="mlCredentials">How to sign in, and the workspace.</param>
    /// <param name="datastoreName">Name of the datastore. Default: the one that is the workspace's default.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or the credentials cannot be used.</exception>
    /// <exception cref="AzureException">The datastore is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<AzureMlDatastore> GetDatastoreAsync(
        AzureMlCredentials mlCredentials, string? datastoreName = null, CancellationToken cancellationToken = default) =>
        FindAsync(Open(mlCredentials), datastoreName, cancellationToken);

    /// <summary>Uploads files to a datastore that is a container of blobs, eight at once.</summary>
    /// <param name="path">One local folder, or files.</param>
    /// <param name="mlCredentials">How to sign in, and the workspace.</param>
    /// <param name="targetPath">Folder in the datastore. Default: its root.</param>
    /// <param name="relativeRoot">Local folder below which the names of files begin. Default: the one that they all are in. Not looked at for a folder.</param>
    /// <param name="datastoreName">Name of the datastore. Default: the one that is the workspace's default.</param>
    /// <param name="overwrite">Whether files that are there are replaced; otherwise they are left as they are.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Where the files are.</returns>
    /// <exception cref="ArgumentException">An argument is null or empty, or leads elsewhere, or the credentials cannot be used.</exception>
    /// <exception cref="FileNotFoundException">There is no such file or folder.</exception>
    /// <exception cref="IOException">A file cannot be read.</exception>
    /// <exception cref="AzureException">The datastore is not there, is none of blobs, or may not be written, or the service could not be reached.</exception>
    [FlowTask]
    public static async Task<AzureMlDataReference> UploadDatastoreAsync(
        IReadOnlyList<string> path,
        AzureMlCredentials mlCredentials,
        string? targetPath = null,
        string? relativeRoot = null,
        string? datastoreName = null,
        bool overwrite = false,
        CancellationToken cancellationToken = default)
    {
        MlUploadPlan plan = MlUploadPlan.Make(path, targetPath, relativeRoot);
        MlApi api = Open(mlCredentials);
        AzureMlDatastore datastore = await FindAsync(api, datastoreName, cancellationToken).ConfigureAwait(false);
        JsonObject secrets = datastore.CredentialsType is "None"
            ? new JsonObject { ["secretsType"] = "None" }
            : await api.ListSecretsAsync(datastore.Name, cancellationToken).ConfigureAwait(false);
        AzureBlobStorageContainer container = MlStorage.ContainerOf(datastore, secrets, mlCredentials)
            .WithTransfer(BlobTransferOptions.Default with { Overwrite = overwrite });
        ParallelOptions options = new() { MaxDegreeOfParallelism = FilesAtOnce, CancellationToken = cancellationToken };
        await Parallel.ForEachAsync(plan.Files, options, async (file, token) =>
            await UploadAsync(container, file.File, file.Name, token).ConfigureAwait(false)).ConfigureAwait(false);
        return new AzureMlDataReference(datastore.Name, MlUploadPlan.Prefix(targetPath));
    }

    /// <summary>Registers a container of blobs as a datastore of the workspace.</summary>
    /// <param name="containerName">Name of the container.</param>
    /// <param name="mlCredentials">How to sign in, and the workspace.</param>
    /// <param name="blobStorageCredentials">The account, and how the workspace is to sign in to it: by key, by shared access signature, or else as whoever asks.</param>
    /// <param name="datastoreName">Name of the datastore: letters, digits and underscores. Default: that of the container.</param>
    /// <param name="createContainerIfNotExists">Whether the container is made when it is not there.</param>
    /// <param name="overwrite">Whether a datastore of that name is replaced; otherwise that is an error.</param>
    /// <param name="setAsDefault">Whether it becomes the workspace's default.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or empty, or credentials cannot be used.</exception>
    /// <exception cref="AzureException">There is such a datastore already, it may not be registered, or a service could not be reached.</exception>
    [FlowTask]
    public static async Task<AzureMlDatastore> RegisterDatastoreBlobContainerAsync(
        string containerName,
        AzureMlCredentials mlCredentials,
        AzureBlobStorageCredentials blobStorageCredentials,
        string? datastoreName = null,
        bool createContainerIfNotExists = false,
        bool overwrite = false,
        bool setAsDefault = false,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(containerName);
        ArgumentNullException.ThrowIfNull(blobStorageCredentials);
        MlApi api = Open(mlCredentials);
        string name = string.IsNullOrEmpty(datastoreName) ? containerName : datastoreName;
        JsonObject properties = MlStorage.PropertiesOf(blobStorageCredentials, containerName);
        AzureBlobContainerClient container = blobStorageCredentials.GetContainerClient(containerName);
        if (!overwrite && await api.ExistsAsync(name, cancellationToken).ConfigureAwait(false))
        {
            throw new AzureException(
                $"Could not register the datastore '{name}': there is one of that name. Pass overwrite: true to replace it, or give another name.",
                new ServiceFault(HttpStatusCode.Conflict, "DatastoreAlreadyExists", null, IsTransient: false),
                null);
        }

        Uri? region = setAsDefault ? await api.FindRegionAsync(cancellationToken).ConfigureAwait(false) : null;
        if (createContainerIfNotExists)
        {
            await container.CreateIfNotExistsAsync(cancellationToken).ConfigureAwait(false);
        }

        AzureMlDatastore datastore = await api.PutDatastoreAsync(name, properties, cancellationToken).ConfigureAwait(false);
        if (region is null)
        {
            return datastore;
        }

        await api.SetDefaultDatastoreAsync(region, name, cancellationToken).ConfigureAwait(false);
        return datastore with { IsDefault = true };
    }

    private static MlApi Open(AzureMlCredentials mlCredentials)
    {
        ArgumentNullException.ThrowIfNull(mlCredentials);
        return MlApi.For(mlCredentials);
    }

    private static Task<AzureMlDatastore> FindAsync(MlApi api, string? name, CancellationToken cancellationToken) =>
        name is null ? api.GetDefaultDatastoreAsync(cancellationToken) : api.GetDatastoreAsync(name, cancellationToken);

    private static async Task UploadAsync(AzureBlobStorageContainer container, string file, string name, CancellationToken cancellationToken)
    {
        try
        {
            await container.UploadFromPathAsync(file, name, cancellationToken: cancellationToken).ConfigureAwait(false);
        }
        catch (AzureException exception) when (exception.ErrorCode == "BlobAlreadyExists" && !container.Transfer.Overwrite)
        {
            // It is there, and stays as it is.
        }
    }
}
