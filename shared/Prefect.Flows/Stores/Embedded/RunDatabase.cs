using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>
/// The SQLite file of runs and of what flows share. Many processes may share it; a write that was acknowledged survives the
/// death of the process, and that of the machine where it asked for that.
/// </summary>
internal sealed class RunDatabase : IAsyncDisposable
{
    private static readonly TimeSpan s_patience = TimeSpan.FromMinutes(5);
    private readonly WriteQueue<RunConnection> _writer;
    private readonly ReadPool<SqliteDatabase> _readers;

    private RunDatabase(string path, TimeSpan patience)
    {
        Path = path;
#pragma warning disable CA2000 // It goes into the queue, which disposes it.
        _writer = new WriteQueue<RunConnection>(
            new RunConnection(StoreFile.Prepare(path, RunFile.Format, patience)), patience, typeof(EmbeddedRunStore));
#pragma warning restore CA2000
        _readers = new ReadPool<SqliteDatabase>(() => StoreFile.OpenReader(path, RunFile.Format, patience), typeof(EmbeddedRunStore));
    }

    public string Path { get; }

    /// <summary>Opens a file, made if it is not there. Its folder and files are for this user only.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="patience">How long an operation waits while other processes write. Default: five minutes.</param>
    /// <exception cref="RunStoreException">It cannot be made or written, is damaged, of another program or too new.</exception>
    public static RunDatabase Open(string path, TimeSpan? patience = null) =>
        new(System.IO.Path.GetFullPath(path), patience ?? s_patience);

    /// <summary>Runs a read here and now, on one state of the file: it is local, and a thread would cost more than the read.</summary>
    /// <remarks>Reset the statements that were not stepped to their end. Nothing of the connection may be kept.</remarks>
    public ValueTask<T> ReadAsync<T>(Func<SqliteDatabase, T> read, CancellationToken cancellationToken = default) =>
        ReadAsync(read, static (database, read) => read(database), cancellationToken);

    /// <summary>Runs a read as the other overload does, without a closure.</summary>
    public ValueTask<T> ReadAsync<TArgument, T>(
        TArgument argument, Func<SqliteDatabase, TArgument, T> read, CancellationToken cancellationToken = default)
    {
        if (cancellationToken.IsCancellationRequested)
        {
            return ValueTask.FromCanceled<T>(cancellationToken);
        }

        try
        {
            return ValueTask.FromResult(_readers.Run(argument, read));
        }
#pragma warning disable CA1031 // Whatever it is, it belongs to the caller.
        catch (Exception exception)
#pragma warning restore CA1031
        {
            return ValueTask.FromException<T>(exception);
        }
    }

    /// <summary>Runs a write inside a transaction, with others or alone; when it throws, its changes are undone.</summary>
    /// <param name="work">The write. It may read what it decides on.</param>
    /// <param name="durable">Whether it must be on the disk, not only safe from the death of the process, once acknowledged.</param>
    /// <param name="cancellationToken">Ends the wait for the turn; a write that has begun goes on.</param>
    public ValueTask<T> WriteAsync<T>(Func<SqliteDatabase, T> work, bool durable = false, CancellationToken cancellationToken = default) =>
        _writer.RunHereAsync(
            connection => work(connection.Database), cancellationToken, durable ? WriteDurability.Full : WriteDurability.Normal);

    /// <summary>Runs a write as the other overload does.</summary>
    public async ValueTask WriteAsync(Action<SqliteDatabase> work, bool durable = false, CancellationToken cancellationToken = default) =>
        await WriteAsync(
            database =>
            {
                work(database);
                return true;
            },
            durable,
            cancellationToken).ConfigureAwait(false);

    /// <summary>Lets the waiting writes through, then closes the file.</summary>
    public async ValueTask DisposeAsync()
    {
        await _writer.DisposeAsync().ConfigureAwait(false);
        _readers.Dispose();
    }
}
