using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>
/// A store in a SQLite file on this machine. Many processes may share it; what is saved is on the disk when the call returns.
/// The data of documents is encrypted; types, names and times are not.
/// </summary>
public sealed partial class EmbeddedBlockStore : IBlockStore
{
    private readonly string _path;
    private readonly KeyRing _ring;
    private readonly ReadPool<ReadConnection> _readers;
    private readonly WriteQueue<WriteConnection> _writer;

    private EmbeddedBlockStore(string path, EmbeddedStoreOptions options)
    {
        _path = path;
        _ring = Ring(path, options);
        _writer = new WriteQueue<WriteConnection>(new WriteConnection(path, _ring, options), options.BusyTimeout, typeof(EmbeddedBlockStore));
        _readers = new ReadPool<ReadConnection>(() => new ReadConnection(path, _ring, options), typeof(EmbeddedBlockStore));
    }

    /// <inheritdoc/>
    public string Location => $"the embedded store {_path}";

    /// <summary>Opens a store, made if it is not there. Its folder and files are for this user only.</summary>
    /// <param name="path">Path of the database file.</param>
    /// <param name="options">How to open it. Default: as <see cref="EmbeddedStoreOptions"/> says.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or a folder.</exception>
    /// <exception cref="ArgumentOutOfRangeException">The busy timeout is not more than zero, or beyond 24 days.</exception>
    /// <exception cref="BlockStoreException">
    /// The file cannot be made or written, is damaged, belongs to another program or was written by a newer version of this library,
    /// or the keys given are not of the form that they should be.
    /// </exception>
    public static EmbeddedBlockStore Open(string path, EmbeddedStoreOptions? options = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(full) || Path.GetDirectoryName(full) is null || Directory.Exists(full))
        {
            throw new ArgumentException($"'{path}' is a folder; name the database file in it.", nameof(path));
        }

        options ??= new EmbeddedStoreOptions();
        ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(options.BusyTimeout, TimeSpan.Zero, nameof(options));
        ArgumentOutOfRangeException.ThrowIfGreaterThan(options.BusyTimeout.TotalMilliseconds, int.MaxValue, nameof(options));
        return new EmbeddedBlockStore(full, options);
    }

    /// <summary>Closes the store when the writes that were asked for are done.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
    }

    private static KeyRing Ring(string path, EmbeddedStoreOptions options)
    {
        FileKeyRing files = new(options.KeysFolder is { } folder
            ? Path.GetFullPath(folder)
            : Path.Combine(Path.GetDirectoryName(path)!, "keys"));
        string? keys = options.Keys is { } given ? given.Reveal() : Environment.GetEnvironmentVariable(EnvironmentKeyRing.Variable);
        return string.IsNullOrWhiteSpace(keys) ? files : new EnvironmentKeyRing(keys, files);
    }

    /// <summary>Runs a read here and now: the file is local, and a thread would cost more than the read.</summary>
    private ValueTask<TResult> ReadAsync<TArgument, TResult>(
        TArgument argument, Func<ReadConnection, TArgument, TResult> read, CancellationToken cancellationToken)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<TResult>(cancellationToken);
        }

        try
        {
            return ValueTask.FromResult(_readers.Run(argument, read));
        }
        catch (BlockException exception)
        {
            return ValueTask.FromException<TResult>(exception);
        }
    }
}
