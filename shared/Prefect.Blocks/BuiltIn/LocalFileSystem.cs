namespace Prefect.Blocks;

/// <summary>Files and folders of this machine, below one folder that no path can leave.</summary>
[Block(
    "Local File System",
    Protected = true,
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/ad39089fa66d273b943394a68f003f7a19aa850e-48x48.png",
    Documentation = "https://docs.prefect.io/latest/develop/results")]
public sealed partial record LocalFileSystem : Block, IWritableFileSystem, IDeploymentStorage, ICheckable
{
    /// <summary>The folder; <c>~</c> is the home folder. Default: the current folder at the time of each call.</summary>
    public string? Basepath { get; init; }

    private string Root => string.IsNullOrEmpty(Basepath)
        ? Directory.GetCurrentDirectory()
        : Path.GetFullPath(HomeFolder.Expand(Basepath));

    /// <summary>Reads a whole file.</summary>
    /// <param name="path">Path below the block's folder; an absolute path must lie inside it.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or leads out of the folder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file.</exception>
    /// <exception cref="IOException">The path is a folder, or the file cannot be read.</exception>
    public Task<byte[]> ReadPathAsync(string path, CancellationToken cancellationToken = default) =>
        File.ReadAllBytesAsync(Existing(path), cancellationToken);

    /// <inheritdoc cref="ReadPathAsync"/>
    public byte[] ReadPath(string path, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        return File.ReadAllBytes(Existing(path));
    }

    /// <summary>Writes a whole file, replacing one that is there in one step. Folders on the way are made.</summary>
    /// <param name="path">Path below the block's folder; an absolute path must lie inside it.</param>
    /// <param name="content">The content.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Absolute path of the file.</returns>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or leads out of the folder.</exception>
    /// <exception cref="IOException">The path is a folder, or the file cannot be written.</exception>
    public async Task<string> WritePathAsync(
        string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        string target = Writable(path);
        using FileReplacement replacement = new(target);
        await File.WriteAllBytesAsync(replacement.TemporaryPath, content, cancellationToken).ConfigureAwait(false);
        replacement.Commit();
        return target;
    }

    /// <inheritdoc cref="WritePathAsync"/>
    public string WritePath(string path, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        cancellationToken.ThrowIfCancellationRequested();
        string target = Writable(path);
        using FileReplacement replacement = new(target);
        File.WriteAllBytes(replacement.TemporaryPath, content.Span);
        replacement.Commit();
        return target;
    }

    /// <summary>Copies a folder to another, leaving out what its <c>.prefectignore</c> names.</summary>
    /// <param name="fromPath">Folder below the block's. Default: the block's own.</param>
    /// <param name="localPath">Where to. Default: the current folder. Nothing is done when it is the same folder.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException"><paramref name="fromPath"/> leads out of the block's folder.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    public async Task GetDirectoryAsync(
        string? fromPath = null, string? localPath = null, CancellationToken cancellationToken = default)
    {
        string source = string.IsNullOrEmpty(fromPath) ? ContainedPath.FollowLinks(Root) : ContainedPath.Resolve(Root, fromPath);
        string target = Path.GetFullPath(HomeFolder.Expand(localPath ?? "."));
        string ignoreFile = Path.Combine(source, IgnoreRules.DefaultFileName);
        await FolderCopy.RunAsync(source, target, IgnoreRules.Load(ignoreFile), cancellationToken).ConfigureAwait(false);
    }

    /// <summary>Copies a folder to one below the block's.</summary>
    /// <param name="localPath">Where from. Default: the current folder.</param>
    /// <param name="toPath">Folder below the block's. Default: the block's own. Nothing is done when it is the same folder.</param>
    /// <param name="ignoreFile">A file of patterns, as in <c>.gitignore</c>, of what is left out.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>How many files were copied.</returns>
    /// <exception cref="ArgumentException"><paramref name="toPath"/> leads out of the block's folder.</exception>
    /// <exception cref="DirectoryNotFoundException">There is no such folder.</exception>
    /// <exception cref="FileNotFoundException">There is no such file of patterns.</exception>
    public Task<int> PutDirectoryAsync(
        string? localPath = null, string? toPath = null, string? ignoreFile = null, CancellationToken cancellationToken = default)
    {
        string source = ContainedPath.FollowLinks(Path.GetFullPath(HomeFolder.Expand(localPath ?? ".")));
        string target = string.IsNullOrEmpty(toPath) ? ContainedPath.FollowLinks(Root) : ContainedPath.Resolve(Root, toPath);
        IgnoreRules rules = ignoreFile is null ? IgnoreRules.None : IgnoreRules.LoadRequired(ignoreFile);
        return FolderCopy.RunAsync(source, target, rules, cancellationToken);
    }

    /// <summary>Finds out whether the folder is there and may be listed.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        string root = Root;
        try
        {
            cancellationToken.ThrowIfCancellationRequested();
            using IEnumerator<string> entries = Directory.EnumerateFileSystemEntries(root).GetEnumerator();
            entries.MoveNext();
            return Task.FromResult(new BlockCheckResult(true, BlockCheckStage.Resource, $"The folder '{root}' is there.", TimeSpan.Zero));
        }
        catch (UnauthorizedAccessException exception)
        {
            return Task.FromResult(new BlockCheckResult(false, BlockCheckStage.Permission, exception.Message, TimeSpan.Zero));
        }
        catch (IOException exception)
        {
            return Task.FromResult(new BlockCheckResult(
                false, BlockCheckStage.Resource, $"{exception.Message} It is made by the first write, or make it now.", TimeSpan.Zero));
        }
    }

    private string Existing(string path)
    {
        string file = ContainedPath.Resolve(Root, path);
        return Directory.Exists(file) ? throw new IOException($"'{file}' is a folder, not a file.")
            : File.Exists(file) ? file
            : throw new FileNotFoundException($"There is no file '{file}'.", file);
    }

    private string Writable(string path)
    {
        string file = ContainedPath.Resolve(Root, path);
        if (Directory.Exists(file))
        {
            throw new IOException($"'{file}' is a folder, not a file.");
        }

        Directory.CreateDirectory(Path.GetDirectoryName(file)!);
        return file;
    }
}
