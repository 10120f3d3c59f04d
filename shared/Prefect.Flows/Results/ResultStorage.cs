using System.Diagnostics;
using Prefect.Blocks;
using Prefect.Client;

namespace Prefect.Flows;

/// <summary>Where results are kept: a saved block that files can be written to, named or given, or a folder of this machine.</summary>
[DebuggerDisplay("{ToString(),nq}")]
public sealed class ResultStorage : IEquatable<ResultStorage>
{
    private static DefaultOfSettings? s_default;
    private readonly string? _path;
    private readonly string? _folder;
    private readonly Guid? _blockId;
    private readonly IWritableFileSystem? _files;
    private Opened? _opened;

    private ResultStorage(string? path = null, string? folder = null, Guid? blockId = null, IWritableFileSystem? files = null)
    {
        _path = path;
        _folder = folder;
        _blockId = blockId;
        _files = files;
    }

    /// <summary>Keeps nothing: as the storage of metadata it says that results are written bare.</summary>
    internal static ResultStorage None { get; } = new(files: NullFileSystem.Instance);

    /// <summary>A saved block.</summary>
    /// <param name="block">The block; files can be written to it.</param>
    public static implicit operator ResultStorage(Block block) => FromBlock(block);

    /// <summary>A block as <c>type-slug/name</c>, or else a folder.</summary>
    /// <param name="text">The text.</param>
    public static implicit operator ResultStorage(string text) => FromString(text);

    /// <summary>A folder of this machine.</summary>
    /// <param name="folder">The folder; it is made when it is not there.</param>
    public static implicit operator ResultStorage(DirectoryInfo folder) => FromDirectoryInfo(folder);

    /// <summary>A saved block.</summary>
    /// <param name="block">The block; files can be written to it.</param>
    /// <exception cref="ArgumentException">The block was never saved, or files cannot be written to it.</exception>
    public static ResultStorage FromBlock(Block block)
    {
        ArgumentNullException.ThrowIfNull(block);
        if (block is not IWritableFileSystem files)
        {
            throw new ArgumentException($"A {block.GetType().Name} cannot keep results: files cannot be written to it. Give a block that implements IWritableFileSystem.", nameof(block));
        }

        return block.BlockDocumentId is { } id
            ? new ResultStorage(blockId: id, files: files)
            : throw new ArgumentException($"This {block.GetType().Name} was never saved, so nobody could find the results that it keeps. Save it first.", nameof(block));
    }

    /// <summary>A block as <c>type-slug/name</c>, or else a folder; <c>./a/b</c> is always a folder.</summary>
    /// <param name="text">The text.</param>
    /// <exception cref="ArgumentException">The text is empty.</exception>
    public static ResultStorage FromString(string text)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(text);
        return IsBlockPath(text) ? new ResultStorage(path: text) : Folder(text);
    }

    /// <summary>A folder of this machine.</summary>
    /// <param name="folder">The folder; it is made when it is not there.</param>
    public static ResultStorage FromDirectoryInfo(DirectoryInfo folder)
    {
        ArgumentNullException.ThrowIfNull(folder);
        return Folder(folder.FullName);
    }

    /// <summary>A folder of this machine.</summary>
    /// <param name="path">The folder; <c>~</c> is the home folder. It is made when it is not there.</param>
    /// <exception cref="ArgumentException">The path is empty, or no path.</exception>
    public static ResultStorage Folder(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        return path.Contains('\0', StringComparison.Ordinal)
            ? throw new ArgumentException("The path of a folder holds the character 0.", nameof(path))
            : new ResultStorage(folder: ExpandHome(path));
    }

    /// <summary>Anything that files can be written to. Only this process can read such results by their metadata.</summary>
    /// <param name="files">The file system.</param>
    public static ResultStorage FromFileSystem(IWritableFileSystem files)
    {
        ArgumentNullException.ThrowIfNull(files);
        return files is Block { BlockDocumentId: not null } block ? FromBlock(block) : new ResultStorage(files: files);
    }

    /// <summary>Gives the block's name, its id, or the folder.</summary>
    public override string ToString() => _path ?? _folder ?? _blockId?.ToString() ?? _files?.GetType().Name ?? "";

    /// <inheritdoc/>
    public bool Equals(ResultStorage? other) => other is not null
        && _path == other._path && _folder == other._folder && _blockId == other._blockId && Equals(_files, other._files);

    /// <inheritdoc/>
    public override bool Equals(object? obj) => Equals(obj as ResultStorage);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_path, _folder, _blockId);

    /// <summary>The storage of results that name none: the block of the settings, else their folder.</summary>
    internal static ResultStorage Default(PrefectSettings settings)
    {
        DefaultOfSettings? last = s_default;
        if (last is null || !ReferenceEquals(last.Settings, settings))
        {
            s_default = last = new DefaultOfSettings(settings, settings.Results.DefaultStorageBlock is { Length: > 0 } block
                ? new ResultStorage(path: block)
                : new ResultStorage(folder: ExpandHome(settings.Results.LocalStoragePath)));
        }

        return last.Storage;
    }

    /// <summary>The storage of a record: its block, or the folder that holds the file.</summary>
    internal static ResultStorage Of(ResultRecordMetadata metadata) => metadata switch
    {
        { StorageBlockId: { } id } => new ResultStorage(blockId: id),
        { StorageKey: { } key } when Path.IsPathFullyQualified(key) => new ResultStorage(folder: Path.GetDirectoryName(key)),
        _ => Default(PrefectSettings.Current),
    };

    /// <summary>Gives what another process finds the same place by; null when only this one can reach it.</summary>
    internal ResultStorageDocument? ToDocument() =>
        Equals(None) ? new ResultStorageDocument(IsNone: true)
        : _path is not null || _blockId is not null ? new ResultStorageDocument(_path, BlockId: _blockId)
        : _folder is not null ? new ResultStorageDocument(Folder: Path.GetFullPath(_folder))
        : null;

    /// <summary>Gives the place that another process took down.</summary>
    internal static ResultStorage? FromDocument(ResultStorageDocument? document) => document switch
    {
        { IsNone: true } => None,
        { } place => new ResultStorage(place.Path, place.Folder, place.BlockId),
        null => null,
    };

    /// <summary>Loads the block, once for each store of blocks.</summary>
    internal async ValueTask<Opened> OpenAsync(CancellationToken cancellationToken)
    {
        if (_opened is { } opened && (_files is not null || _folder is not null || opened.Store == BlockStore.Current))
        {
            return opened;
        }

        if (_files is not null)
        {
            return _opened = new Opened(_files, _blockId, (_files as LocalFileSystem)?.Basepath is { } root && _blockId is null ? root : null, null);
        }

        if (_folder is not null)
        {
            return _opened = new Opened(new LocalFileSystem { Basepath = _folder }, null, Path.GetFullPath(_folder), null);
        }

        IBlockStore store = BlockStore.Current;
        Block block = _path is not null
            ? await Block.LoadAsync(_path, store: store, cancellationToken: cancellationToken).ConfigureAwait(false)
            : await Block.LoadFromReferenceAsync(_blockId!.Value, store: store, cancellationToken: cancellationToken).ConfigureAwait(false);
        return block is IWritableFileSystem files
            ? _opened = new Opened(files, block.BlockDocumentId, null, store)
            : throw new FlowConfigurationException($"The block '{this}' cannot keep results: files cannot be written to a {block.GetType().Name}.");
    }

    private static bool IsBlockPath(string text)
    {
        int slash = text.IndexOf('/', StringComparison.Ordinal);
        return slash > 0 && slash < text.Length - 1 && text.IndexOf('/', slash + 1) < 0 && text[0] is not ('.' or '~')
            && !text.Contains('\\', StringComparison.Ordinal) && !text.Contains(':', StringComparison.Ordinal);
    }

    private static string ExpandHome(string path) =>
        path == "~" || path.StartsWith("~/", StringComparison.Ordinal) || path.StartsWith("~\\", StringComparison.Ordinal)
            ? Environment.GetFolderPath(Environment.SpecialFolder.UserProfile) + path[1..]
            : path;

    /// <summary>A storage that is ready.</summary>
    /// <param name="Files">What files are written to.</param>
    /// <param name="BlockId">Document of the block.</param>
    /// <param name="Root">Folder of this machine whose files are named by their absolute path; null for a saved block.</param>
    /// <param name="Store">The store that the block came from.</param>
    internal sealed record Opened(IWritableFileSystem Files, Guid? BlockId, string? Root, IBlockStore? Store)
    {
        public bool KeepsNothing => Files is NullFileSystem;

        /// <summary>The name of a key in the metadata of a record.</summary>
        public string Name(string key) => Root is null ? key : ContainedPath.Resolve(Path.GetFullPath(Root), key);
    }

    private sealed record DefaultOfSettings(PrefectSettings Settings, ResultStorage Storage);
}
