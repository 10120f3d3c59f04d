using System.Diagnostics;
using System.Globalization;

namespace Prefect.Sqlite;

/// <summary>The file of a store: makes it, checks that it is one, and brings its tables up to date.</summary>
internal static class StoreFile
{
    private const UnixFileMode OwnerFile = UnixFileMode.UserRead | UnixFileMode.UserWrite;
    private const UnixFileMode OwnerFolder = OwnerFile | UnixFileMode.UserExecute;
    private static readonly TimeSpan s_pause = TimeSpan.FromMilliseconds(5);

    /// <summary>Opens the connection that writes.</summary>
    public static SqliteDatabase Prepare(string path, StoreFormat format, TimeSpan patience)
    {
        Make(path, format);
        SqliteDatabase database = SqliteDatabase.Open(path, format, patience);
        try
        {
            Stopwatch watch = Stopwatch.StartNew();
            database.Execute(format.WriterSetup);
            int version = ReadVersionAtOnce(database);
            UseWriteAheadLog(database, watch, patience);
            if (version < format.Newest)
            {
                Migrate(database, watch, patience);
            }

            // From here on the write queue waits for other processes itself, without holding a thread.
            database.Execute("PRAGMA busy_timeout = 0");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Opens a connection that only reads.</summary>
    public static SqliteDatabase OpenReader(string path, StoreFormat format, TimeSpan patience)
    {
        SqliteDatabase database = SqliteDatabase.Open(path, format, patience);
        try
        {
            database.Execute("PRAGMA query_only = ON; PRAGMA temp_store = MEMORY; PRAGMA trusted_schema = OFF");
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Makes a folder that only this user can enter; one that is there stays as it is.</summary>
    public static void MakeFolder(string path)
    {
        if (OperatingSystem.IsWindows())
        {
            Directory.CreateDirectory(path);
            return;
        }

        Directory.CreateDirectory(path, OwnerFolder);
    }

    /// <summary>Makes an empty file that only this user can open, unless there is a file.</summary>
    private static void Make(string path, StoreFormat format)
    {
        try
        {
            MakeFolder(Path.GetDirectoryName(path)!);
            if (File.Exists(path))
            {
                // Never opened here as a file: closing it would drop the locks that SQLite holds for this process.
                Tighten(path);
                return;
            }

            FileStreamOptions options = new() { Mode = FileMode.CreateNew, Access = FileAccess.Write };
            if (!OperatingSystem.IsWindows())
            {
                options.UnixCreateMode = OwnerFile;
            }

            using FileStream file = new(path, options);
        }
        catch (IOException) when (File.Exists(path))
        {
            // Another process was faster.
        }
        catch (Exception exception) when (exception is IOException or UnauthorizedAccessException)
        {
            throw format.Fail(
                $"The {format.Name} {path} cannot be made: {exception.Message} Set PREFECT_HOME to a folder that this user may write.",
                exception);
        }
    }

    private static void Tighten(string path)
    {
        if (OperatingSystem.IsWindows() || File.GetUnixFileMode(path) == OwnerFile)
        {
            return;
        }

        try
        {
            File.SetUnixFileMode(path, OwnerFile);
        }
        catch (UnauthorizedAccessException)
        {
            // Somebody else's file: its owner decides who may read it.
        }
    }

    /// <summary>Looks at one state of the file, however many processes are about to make it a store.</summary>
    private static int ReadVersionAtOnce(SqliteDatabase database)
    {
        database.Execute("BEGIN");
        try
        {
            return ReadVersion(database);
        }
        finally
        {
            database.TryExecute("COMMIT");
        }
    }

    /// <summary>Gives the version of the tables; 0 for an empty file. Refuses what is not a store, and what is newer.</summary>
    private static int ReadVersion(SqliteDatabase database)
    {
        StoreFormat format = database.Format;
        int application = Number(database, "PRAGMA application_id");
        int version = Number(database, "PRAGMA user_version");
        if (application == format.ApplicationId)
        {
            return version <= format.Newest
                ? version
                : throw format.Fail(
                    $"The {format.Name} {database.Path} was written by a newer version of this library (its tables are of version {version}, "
                    + $"this one knows {format.Newest}). Update the package {format.Package}, or set PREFECT_HOME to another folder.");
        }

        bool isEmpty = application == 0 && version == 0 && database.Scalar("SELECT name FROM sqlite_schema LIMIT 1") is null;
        return isEmpty
            ? 0
            : throw format.Fail(
                $"{database.Path} is a SQLite database of another program, not a {format.Name}. Nothing in it was changed. "
                + "Move it away, or set PREFECT_HOME to another folder.");
    }

    private static void Migrate(SqliteDatabase database, Stopwatch watch, TimeSpan patience)
    {
        ExecutePatiently(database, "BEGIN IMMEDIATE", watch, patience);
        try
        {
            // Read again: another process may have done it while this one waited.
            int version = ReadVersion(database);
            Run(database, version);

            database.Execute("COMMIT");
        }
        finally
        {
            if (database.InTransaction)
            {
                database.TryExecute("ROLLBACK");
            }
        }
    }

    /// <summary>Runs the steps that a file has not seen.</summary>
    private static void Run(SqliteDatabase database, int version)
    {
        StoreFormat format = database.Format;
        if (version >= format.Newest)
        {
            return;
        }

        for (; version < format.Newest; version++)
        {
            database.Execute(format.Steps[version]);
        }

        database.Execute($"PRAGMA application_id = {format.ApplicationId}");
        database.Execute($"PRAGMA user_version = {format.Newest}");
    }

    private static void UseWriteAheadLog(SqliteDatabase database, Stopwatch watch, TimeSpan patience)
    {
        ExecutePatiently(database, "PRAGMA journal_mode = WAL; " + database.Format.FileSetup, watch, patience);
        string? mode = database.Scalar("PRAGMA journal_mode");
        if (!string.Equals(mode, "wal", StringComparison.OrdinalIgnoreCase))
        {
            throw database.Format.Fail(
                $"The {database.Format.Name} {database.Path} cannot be shared between processes where it is (journal mode '{mode}'). "
                + "Set PREFECT_HOME to a folder on a local disk.");
        }
    }

    /// <summary>SQLite does not wait for every kind of lock itself; this does.</summary>
    private static void ExecutePatiently(SqliteDatabase database, string sql, Stopwatch watch, TimeSpan patience)
    {
        int result = database.TryExecute(sql);
        while (SqliteFailures.IsBusy(result) && watch.Elapsed < patience)
        {
            CancellationToken.None.WaitHandle.WaitOne(s_pause);
            result = database.TryExecute(sql);
        }

        database.Check(result);
    }

    private static int Number(SqliteDatabase database, string sql) =>
        int.Parse(database.Scalar(sql) ?? "0", CultureInfo.InvariantCulture);
}
