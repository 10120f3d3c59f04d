using System.Diagnostics.CodeAnalysis;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>A bucket in Google Cloud Storage.</summary>
/// <remarks>
/// A path that begins with the bucket's folder is taken as it is; the folder is put before any other. Uploads replace an object that is
/// there unless the transfer options say otherwise.
/// </remarks>
/// <example>
/// <code>
/// GcsBucket landing = await GcsBucket.LoadAsync("landing");
/// await landing.DownloadFolderToPathAsync("2026-11-20", "data");
/// </code>
/// </example>
[Block(
    "GCS Bucket",
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/10424e311932e31c477ac2b9ef3d53cefbaad708-250x250.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-gcp")]
public sealed partial record GcsBucket : Block, IObjectStorage, IWritableFileSystem, IDeploymentStorage, ICheckable
{
    private GcsTransferOptions _transfer = GcsTransferOptions.Default;

    /// <summary>Name of the bucket.</summary>
    [SuppressMessage("Naming", "CA1721", Justification = "GetBucket gives what the service says of the bucket; both names are those of Prefect's own block.")]
    public required string Bucket { get; init; }

    /// <summary>How to sign in. Default: as the machine says.</summary>
    public GcpCredentials GcpCredentials { get; init; } = new GcpCredentials();

    /// <summary>Folder inside the bucket that paths are relative to. A slash at its end is added.</summary>
    public string BucketFolder
    {
        get;
        init => field = string.IsNullOrEmpty(value) || value.EndsWith('/') ? value : value + "/";
    } = "";

    /// <summary>The same as <see cref="BucketFolder"/>, by the name that file systems have for it.</summary>
    public string Basepath => BucketFolder;

    /// <summary>How objects are moved. It is no part of the document.</summary>
    public GcsTransferOptions Transfer => _transfer;

    /// <summary>Gives the same bucket with other ways to move objects.</summary>
    /// <param name="options">The ways.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public GcsBucket WithTransfer(GcsTransferOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return this with { _transfer = options };
    }

    /// <summary>Signs in and looks into the bucket.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public async Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        using IDisposable? scope = _transfer.Access is { } access ? GcpAccess.Use(access) : null;
        return await GcpCheck.RunAsync(() => Connect().Service, (_, token) => LookAsync(Connect(), token), cancellationToken).ConfigureAwait(false);
    }

    /// <exception cref="GcpConfigurationException">The bucket has no usable name or no credentials, or those contradict themselves.</exception>
    internal GcsConnection Connect()
    {
        if (string.IsNullOrWhiteSpace(Bucket))
        {
            throw new GcpConfigurationException("bucket", "The GCS bucket has no name: set bucket.");
        }

        if (!GcsNames.IsBucket(Bucket))
        {
            throw new GcpConfigurationException("bucket", GcsNames.NotABucket(Bucket));
        }

        if (GcpCredentials is null)
        {
            throw new GcpConfigurationException("gcp_credentials", $"The GCS bucket '{Bucket}' has no credentials.");
        }

        GcsConnection.CheckKey(_transfer.EncryptionKey);
        using IDisposable? scope = _transfer.Access is { } access ? GcpAccess.Use(access) : null;
        return new GcsConnection(GcpCredentials.Service(GcpService.Storage), Bucket, _transfer, Logger);
    }

    // Listing is a right that whoever may read has; looking at the bucket itself is one that few need.
    private static async Task<string> LookAsync(GcsConnection connection, CancellationToken cancellationToken)
    {
        await GcsLister.LookAsync(connection, cancellationToken).ConfigureAwait(false);
        return $"The bucket '{connection.Bucket}' is there, and the credentials may list it.";
    }
}
