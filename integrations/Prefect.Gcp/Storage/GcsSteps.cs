using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>
/// Steps of a deployment that push a project's files to a bucket and pull them from it. Buckets are known by their names alone:
/// <c>project</c> is there because deployments have it, and nothing depends on it.
/// </summary>
[SyncTwins]
public static partial class GcsSteps
{
    /// <summary>Copies a local folder to a folder of a bucket. Objects that are there are replaced.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="folder">Folder in the bucket.</param>
    /// <param name="project">Project that is worked in.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <param name="ignoreFile">A file of patterns in the local folder, as in <c>.gitignore</c>, of what is left out; it need not be there.</param>
    /// <param name="localFolder">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The bucket's name is null or empty, or the folder null.</exception>
    /// <exception cref="IOException">A local file cannot be read.</exception>
    /// <exception cref="GcpException">The bucket may not be written, or the service could not be reached.</exception>
    public static async Task<GcsPushResult> PushToGcsAsync(
        string bucket,
        string folder,
        string? project = null,
        GcpCredentials? credentials = null,
        string? ignoreFile = ".prefectignore",
        string? localFolder = null,
        CancellationToken cancellationToken = default)
    {
        GcsBucket target = Open(bucket, folder, credentials);
        string from = new LocalFolder(localFolder).FullPath;
        string? rules = string.IsNullOrEmpty(ignoreFile) ? null : Path.GetFullPath(ignoreFile, from);
        await target.PutDirectoryAsync(from, folder, File.Exists(rules) ? rules : null, cancellationToken).ConfigureAwait(false);
        return new GcsPushResult(bucket, folder);
    }

    /// <summary>Copies a folder of a bucket to a local one.</summary>
    /// <param name="bucket">Name of the bucket.</param>
    /// <param name="folder">Folder in the bucket; others whose names begin alike are left alone.</param>
    /// <param name="project">Project that is worked in.</param>
    /// <param name="credentials">How to sign in. Default: as the machine says.</param>
    /// <param name="localFolder">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The bucket's name is null or empty, or the folder null.</exception>
    /// <exception cref="UnsafePathException">A name leads out of the local folder.</exception>
    /// <exception cref="GcpException">The bucket may not be read, or the service could not be reached.</exception>
    public static async Task<GcsPullResult> PullFromGcsAsync(
        string bucket,
        string folder,
        string? project = null,
        GcpCredentials? credentials = null,
        string? localFolder = null,
        CancellationToken cancellationToken = default)
    {
        GcsBucket source = Open(bucket, folder, credentials);
        string to = new LocalFolder(localFolder).FullPath;
        await source.GetDirectoryAsync(folder, to, cancellationToken).ConfigureAwait(false);
        return new GcsPullResult(bucket, folder, to);
    }

    private static GcsBucket Open(string bucket, string folder, GcpCredentials? credentials)
    {
        ArgumentException.ThrowIfNullOrEmpty(bucket);
        ArgumentNullException.ThrowIfNull(folder);
        return new GcsBucket { Bucket = bucket, GcpCredentials = credentials ?? new GcpCredentials() };
    }
}
