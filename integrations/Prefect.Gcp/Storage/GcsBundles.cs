using System.Text.Json;
using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>Bundles of flows, single files, to a bucket and back.</summary>
[SyncTwins]
public static partial class GcsBundles
{
    /// <summary>Uploads a bundle. One that is there is replaced.</summary>
    /// <param name="localFilepath">The local file.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="key">Name of the object. Default: the file's name.</param>
    /// <param name="gcpCredentialsBlockName">Name of the saved credentials to sign in with. Default: as the machine says.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The file is not there, or the bucket's name is null or empty.</exception>
    /// <exception cref="BlockNotFoundException">No credentials are saved under this name.</exception>
    /// <exception cref="GcpException">The bucket may not be written, or the service could not be reached.</exception>
    public static async Task<GcsBundleUpload> UploadBundleToGcsAsync(
        string localFilepath,
        string bucket,
        string? key = null,
        string? gcpCredentialsBlockName = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(localFilepath);
        if (!File.Exists(localFilepath))
        {
            throw new ArgumentException($"There is no bundle '{localFilepath}' to upload.", nameof(localFilepath));
        }

        GcsBucket target = await OpenAsync(bucket, gcpCredentialsBlockName, cancellationToken).ConfigureAwait(false);
        return new GcsBundleUpload(bucket, await target.UploadFromPathAsync(localFilepath, key, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    /// <summary>Downloads a bundle, and the archive of files that it names.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="key">Name of the object.</param>
    /// <param name="gcpCredentialsBlockName">Name of the saved credentials to sign in with. Default: as the machine says.</param>
    /// <param name="outputDir">Local folder that the files are put in, made where it is missing. Default: a new one among the temporary files, which is the caller's to remove.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The bucket's name or the key is null or empty, or the key ends with a slash.</exception>
    /// <exception cref="BlockNotFoundException">No credentials are saved under this name.</exception>
    /// <exception cref="UnsafePathException">The last part of the key, or of the archive's, is no name of a file.</exception>
    /// <exception cref="GcpException">There is no such bundle, it may not be read, or the service could not be reached.</exception>
    public static async Task<GcsBundleDownload> DownloadBundleFromGcsAsync(
        string bucket,
        string key,
        string? gcpCredentialsBlockName = null,
        string? outputDir = null,
        CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.EndsWith('/'))
        {
            throw new ArgumentException($"The key of a bundle names a file, not a folder as '{key}' does.", nameof(key));
        }

        GcsBucket source = await OpenAsync(bucket, gcpCredentialsBlockName, cancellationToken).ConfigureAwait(false);
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

    private static async Task<GcsBundleDownload> DownloadAsync(GcsBucket source, string key, string folder, CancellationToken cancellationToken)
    {
        string bundle = await source.DownloadObjectToPathAsync(key, PathOf(key, folder), cancellationToken: cancellationToken).ConfigureAwait(false);
        if (await FilesKeyAsync(bundle, cancellationToken).ConfigureAwait(false) is not { } filesKey)
        {
            return new GcsBundleDownload(bundle);
        }

        string files = PathOf(filesKey, folder);
        files += string.Equals(files, bundle, StringComparison.OrdinalIgnoreCase) ? ".files" : "";
        return new GcsBundleDownload(bundle, await source.DownloadObjectToPathAsync(filesKey, files, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private static string PathOf(string key, string folder) => new LocalFolder(folder).Resolve(key[(key.LastIndexOf('/') + 1)..]);

    private static async Task<string?> FilesKeyAsync(string bundle, CancellationToken cancellationToken)
    {
        FileStream file = File.OpenRead(bundle);
        await using (file.ConfigureAwait(false))
        {
            try
            {
                using JsonDocument document = await JsonDocument.ParseAsync(file, cancellationToken: cancellationToken).ConfigureAwait(false);
                return document.RootElement.ValueKind == JsonValueKind.Object
                    && document.RootElement.TryGetProperty("files_key", out JsonElement key)
                    && key.ValueKind == JsonValueKind.String
                    && key.GetString() is { Length: > 0 } name ? name : null;
            }
            catch (JsonException)
            {
                // A bundle may be of any kind; only documents name others.
                return null;
            }
        }
    }

    private static async Task<GcsBucket> OpenAsync(string bucket, string? credentials, CancellationToken cancellationToken)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        return new GcsBucket
        {
            Bucket = bucket,
            GcpCredentials = string.IsNullOrEmpty(credentials)
                ? new GcpCredentials()
                : await GcpCredentials.LoadAsync(credentials, cancellationToken: cancellationToken).ConfigureAwait(false),
        };
    }
}
