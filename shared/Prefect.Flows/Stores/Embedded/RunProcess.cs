using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>
/// This process as others see it in the file: a lock file that is held open for as long as the process lives. The system lets the
/// lock go however the process ends, so that others can tell that it has.
/// </summary>
internal sealed class RunProcess(RunDatabase database) : IDisposable
{
    private readonly Lock _gate = new();
    private Task<long>? _registration;
    private FileStream? _lock;
    private long _number;

    /// <summary>The number under which the file knows this process; 0 before it executed anything.</summary>
    public long Number => Volatile.Read(ref _number);

    public static string FolderOf(string databasePath) => Path.Combine(Path.GetDirectoryName(databasePath)!, "processes");

    /// <summary>Makes the process known, at its first run.</summary>
    /// <exception cref="RunStoreException">The lock file cannot be made.</exception>
    public ValueTask<long> RegisterAsync()
    {
        if (Number is var number and > 0)
        {
            return ValueTask.FromResult(number);
        }

        lock (_gate)
        {
            _registration = _registration is null or { IsFaulted: true } ? RegisterOnceAsync() : _registration;
        }

        return new ValueTask<long>(_registration);
    }

    /// <summary>Strikes the process off, unless it leaves runs behind: those are for others to find.</summary>
    public async ValueTask LeaveAsync()
    {
        if (Number is var number and > 0)
        {
            await database.WriteAsync(connection => connection["""
                DELETE FROM processes WHERE number = ?1
                  AND NOT EXISTS (SELECT 1 FROM flow_runs WHERE process = ?1) AND NOT EXISTS (SELECT 1 FROM task_runs WHERE process = ?1)
                """].Bind(1, number).Run()).ConfigureAwait(false);
        }
    }

    public void Dispose() => _lock?.Dispose();

    private async Task<long> RegisterOnceAsync()
    {
        string name = $"{Environment.ProcessId}-{Guid.NewGuid():N}";
        string path = Path.Combine(FolderOf(database.Path), name);
        Hold(path);

        // Where locks do not work, nobody could tell a live process from a dead one: then nobody shall try.
        string host = ProcessLock.IsFree(path) ? $"{Environment.MachineName} (no locks)" : Environment.MachineName;
        long number = await database.WriteAsync(connection =>
        {
            connection["INSERT INTO processes (name, host, pid, started) VALUES (?1, ?2, ?3, ?4)"]
                .Bind(1, name).Bind(2, host).Bind(3, Environment.ProcessId).Bind(4, StoreTime.Write(TimeProvider.System.GetUtcNow())).Run();
            return connection.LastRowId;
        }).ConfigureAwait(false);
        Volatile.Write(ref _number, number);
        return number;
    }

    private void Hold(string path)
    {
        try
        {
            StoreFile.MakeFolder(Path.GetDirectoryName(path)!);
            _lock?.Dispose();
            _lock = ProcessLock.Take(path);
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw new RunStoreException(
                $"The file {path}, which tells other processes that this one is alive, cannot be made: {exception.Message} "
                + "Set PREFECT_HOME to a folder that this user may write.",
                exception);
        }
    }
}
