using Prefect.Blocks;

namespace Prefect.Gcp;

/// <content>Files and folders by path.</content>
public sealed partial record GcsBucket
{
    /// <summary>Reads a whole object.</summary>
    /// <param name="path">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The path is null or empty, or none that an object can have.</exception>
    /// <exception cref="GcpException">The object is not there or may not be read, or the service could not be reached.</exception>
    public async Task<byte[]> ReadPathAsync(string path, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        return await GcsDownloader.ToArrayAsync(Connect(), NameOf(path, nameof(path)), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Writes a whole object, replacing one that is there.</summary>
    /// <param name="path">Path of the object; the bucket's folder is put before it unless it begins with it.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Name of the object: the path with the bucket's folder before it.</returns>
    /// <exception cref="ArgumentException">The path is null or empty, or none that an object can have.</exception>
    /// <exception cref="GcpException">The object may not be written, or the service could not be reached.</exception>
    public async Task<string> WritePathAsync(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrEmpty(path);
        string name = NameOf(path, nameof(path));
        GcsWrite write = new(name, GcsContentTypes.Of(name), Overwrite: true);
        await GcsUploader.FromMemoryAsync(Connect(), content, write, cancellationToken).ConfigureAwait(false);
        return name;
    }

    /// <summary>Copies a folder of the bucket to a local one, several objects at once. Objects that stand for folders are left out.</summary>
    /// <param name="fromPath">Folder in the bucket; the bucket's folder is put before it unless it begins with it. Default: the bucket's folder.</param>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Absolute paths of the files, in the order of their names.</returns>
    /// <exception cref="UnsafePathException">A name leads out of the local folder.</exception>
    /// <exception cref="GcpException">The folder may not be read, or the service could not be reached.</exception>
    public async Task<IReadOnlyList<string>> GetDirectoryAsync(string? fromPath = null, string? localPath = null, CancellationToken cancellationToken = default)
    {
        IReadOnlyList<string> paths = await GcsFolderTransfer.DownloadAsync(
            Connect(), PrefixOf(fromPath), new LocalFolder(localPath), progress: null, cancellationToken).ConfigureAwait(false);
        return [.. paths.Order(StringComparer.Ordinal)];
    }

    /// <inheritdoc/>
    Task IReadableDeploymentStorage.GetDirectoryAsync(string? fromPath, string? localPath, CancellationToken cancellationToken) =>
        GetDirectoryAsync(fromPath, localPath, cancellationToken);

    /// <summary>Copies a local folder to the bucket, several files at once. Objects that are there are replaced.</summary>
    /// <param name="localPath">Local folder. Default: the current one.</param>
    /// <param name="toPath">Folder in the bucket; the bucket's folder is put before it unless it begins with it. Default: the bucket's folder.</param>
    /// <param name="ignoreFile">A file of patterns, as in <c>.gitignore</c>, of what is left out.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many files were copied.</returns>
    /// <exception cref="IOException">The local folder or the file of patterns is not there or cannot be read.</exception>
    /// <exception cref="GcpException">The folder may not be written, or the service could not be reached.</exception>
    public async Task<int> PutDirectoryAsync(
        string? localPath = null, string? toPath = null, string? ignoreFile = null, CancellationToken cancellationToken = default)
    {
        IgnoreRules rules = string.IsNullOrEmpty(ignoreFile)
            ? IgnoreRules.None
            : IgnoreRules.LoadRequired(ignoreFile);
        return await GcsFolderTransfer.UploadAsync(
            Connect(), new LocalFolder(localPath).FullPath, rules, PrefixOf(toPath), overwrite: true, progress: null, cancellationToken).ConfigureAwait(false);
    }
}
