using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>Bundles of flows, single files, to a bucket and back.</summary>
[SyncTwins]
public static partial class S3Bundles
{
    /// <summary>Uploads a bundle.</summary>
    /// <param name="localFilepath">The local file.</param>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="key">Key in the bucket. Default: the file's name.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The file is not there, or the bucket's name is null or empty.</exception>
    /// <exception cref="AwsException">The bucket may not be written, or the store could not be reached.</exception>
    public static async Task<S3BundleUpload> UploadBundleToS3Async(
        string localFilepath,
        string bucket,
        string? key = null,
        IS3Credentials? credentials = null,
        CancellationToken cancellationToken = default)
    {
        S3Bucket target = Open(bucket, credentials);
        ArgumentException.ThrowIfNullOrEmpty(localFilepath);
        if (!File.Exists(localFilepath))
        {
            throw new ArgumentException($"There is no bundle '{localFilepath}' to upload.", nameof(localFilepath));
        }

        string stored = await target.UploadFromPathAsync(
            localFilepath, string.IsNullOrEmpty(key) ? Path.GetFileName(localFilepath) : key, cancellationToken: cancellationToken).ConfigureAwait(false);
        return new S3BundleUpload(bucket, stored, $"s3://{bucket}/{stored}");
    }

    /// <summary>Downloads a bundle.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="key">Key in the bucket.</param>
    /// <param name="outputDir">Local folder that the file is put in, made where it is missing. Default: a new one among the temporary files, which is the caller's to remove.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The bucket's name or the key is null or empty, or the key ends with a slash.</exception>
    /// <exception cref="UnsafePathException">The last part of the key is no name of a file.</exception>
    /// <exception cref="AwsException">There is no such bundle, it may not be read, or the store could not be reached.</exception>
    public static async Task<S3BundleDownload> DownloadBundleFromS3Async(
        string bucket,
        string key,
        string? outputDir = null,
        IS3Credentials? credentials = null,
        CancellationToken cancellationToken = default)
    {
        S3Bucket source = Open(bucket, credentials);
        ArgumentException.ThrowIfNullOrEmpty(key);
        if (key.EndsWith('/'))
        {
            throw new ArgumentException($"The key of a bundle names a file, not a folder as '{key}' does.", nameof(key));
        }

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

    private static async Task<S3BundleDownload> DownloadAsync(S3Bucket source, string key, string folder, CancellationToken cancellationToken)
    {
        string path = new LocalFolder(folder).Resolve(key[(key.LastIndexOf('/') + 1)..]);
        return new S3BundleDownload(await source.DownloadObjectToPathAsync(key, path, cancellationToken: cancellationToken).ConfigureAwait(false));
    }

    private static S3Bucket Open(string bucket, IS3Credentials? credentials)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        return new S3Bucket { BucketName = bucket, Credentials = credentials ?? new AwsCredentials() };
    }
}
