using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Keeps runs in a SQLite file on this machine. Many processes may share it. What is acknowledged survives the death of the
/// process. When the store is opened, runs of processes that died become crashed.
/// </summary>
public sealed partial class EmbeddedRunStore : IRunStore
{
    private readonly RowBuffer _buffer = new();
    private readonly RunDatabase _database;
    private readonly FlowRunWrites _flows;
    private readonly RunReports _reports;
    private readonly RunProcess _process;
    private readonly RunWatches _watches;
    private readonly RunRetention? _retention;
    private int _isClosed;

    private EmbeddedRunStore(RunDatabase database, TimeSpan? retention)
    {
        _database = database;
        Inputs = new EmbeddedRunInputStore(database);
        _process = new RunProcess(database);
        _flows = new FlowRunWrites(_buffer);
        _reports = new RunReports(database, new TaskRunWrites(_buffer), _process);
        _watches = new RunWatches(database, _process);
        Variables = new EmbeddedVariableStore(database);
        Artifacts = new EmbeddedArtifactStore(database);
        ConcurrencyLimits = new EmbeddedConcurrencyLimitStore(database);
        Events = new EmbeddedEventStore(database);
        Inputs = new EmbeddedRunInputStore(database);
        _retention = retention is { } length ? new RunRetention(this, database, length) : null;
    }

    /// <inheritdoc/>
    public string Location => $"the embedded run store {_database.Path}";

    /// <inheritdoc/>
    public bool KeepsRuns => true;

    /// <inheritdoc/>
    public IVariableStore Variables { get; }

    /// <inheritdoc/>
    public IArtifactStore Artifacts { get; }

    /// <inheritdoc/>
    public IConcurrencyLimitStore ConcurrencyLimits { get; }

    /// <inheritdoc/>
    public IEventStore? Events { get; }

    /// <inheritdoc/>
    public IRunInputStore Inputs { get; }

    internal RunDatabase Database => _database;

    /// <summary>Opens a store, made if it is not there. Its folder and files are for this user only.</summary>
    /// <param name="path">Path of the database file.</param>
    /// <param name="retention">How long runs are kept once they have ended; more than zero. Default: for ever.</param>
    /// <exception cref="ArgumentException"><paramref name="path"/> is null, empty or a folder.</exception>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="retention"/> is not more than zero.</exception>
    /// <exception cref="RunStoreException">
    /// The file cannot be made or written, is damaged, belongs to another program or was written by a newer version of this library.
    /// </exception>
    public static EmbeddedRunStore Open(string path, TimeSpan? retention = null)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string full = Path.GetFullPath(path);
        if (Path.EndsInDirectorySeparator(full) || Path.GetDirectoryName(full) is null || Directory.Exists(full))
        {
            throw new ArgumentException($"'{path}' is a folder; name the database file in it.", nameof(path));
        }

        if (retention is { } length)
        {
            ArgumentOutOfRangeException.ThrowIfLessThanOrEqual(length, TimeSpan.Zero, nameof(retention));
        }

#pragma warning disable CA2000 // It goes into the store, which disposes it.
        EmbeddedRunStore store = new(RunDatabase.Open(full), retention);
#pragma warning restore CA2000
        CrashDetection crashes = new(store._database, store._flows, store._buffer);
        try
        {
            Sync.Run(crashes.RunAsync);
            return store;
        }
        catch
        {
            Sync.Run(() => store.DisposeAsync().AsTask());
            throw;
        }
    }

    /// <summary>Closes the store when what was reported is kept.</summary>
    /// <exception cref="RunStoreException">Something that was reported could not be kept. The store is closed all the same.</exception>
    public async ValueTask DisposeAsync()
    {
        if (Interlocked.Exchange(ref _isClosed, 1) == 1)
        {
            return;
        }

        if (_retention is not null)
        {
            await _retention.DisposeAsync().ConfigureAwait(false);
        }

        _watches.Dispose();
        await _reports.DisposeAsync().ConfigureAwait(false);
        await _process.LeaveAsync().ConfigureAwait(false);
        await _database.DisposeAsync().ConfigureAwait(false);
        _process.Dispose();
        _buffer.Dispose();
        _reports.ThrowIfAnyLost();
    }
}
