using SQLitePCL;

namespace Prefect.Sqlite;

/// <summary>One connection to a database file, used by one thread at a time. It keeps its statements prepared.</summary>
internal sealed class SqliteDatabase : IDisposable
{
    private readonly Dictionary<string, SqliteStatement> _statements = new(StringComparer.Ordinal);
    private readonly sqlite3 _handle;

    private SqliteDatabase(sqlite3 handle, string path, StoreFormat format)
    {
        _handle = handle;
        Path = path;
        Format = format;
    }

    public StoreFormat Format { get; }

    public string Path { get; }

    /// <summary>Whether a transaction is open; a failure may have rolled it back.</summary>
    public bool InTransaction => raw.sqlite3_get_autocommit(_handle) == 0;

    /// <summary>How many rows the last statement changed.</summary>
    public int Changes => raw.sqlite3_changes(_handle);

    public long LastRowId => raw.sqlite3_last_insert_rowid(_handle);

    /// <summary>Opens a file that exists.</summary>
    /// <param name="path">Path of the file.</param>
    /// <param name="format">What it is.</param>
    /// <param name="busyTimeout">How long SQLite itself waits for a lock.</param>
    public static SqliteDatabase Open(string path, StoreFormat format, TimeSpan busyTimeout)
    {
        _ = SqliteLibrary.Version;
        int result = raw.sqlite3_open_v2(path, out sqlite3 handle, raw.SQLITE_OPEN_READWRITE | raw.SQLITE_OPEN_NOMUTEX, null);
        SqliteDatabase database = new(handle, path, format);
        try
        {
            database.Check(result);
            database.Check(raw.sqlite3_busy_timeout(handle, (int)busyTimeout.TotalMilliseconds));
            return database;
        }
        catch
        {
            database.Dispose();
            throw;
        }
    }

    /// <summary>Gives a statement, prepared at its first use. It belongs to this connection and is not to be disposed.</summary>
    public SqliteStatement this[string sql]
    {
        get
        {
            if (!_statements.TryGetValue(sql, out SqliteStatement? statement))
            {
                statement = Prepare(sql);
                _statements.Add(sql, statement);
            }

            return statement;
        }
    }

    /// <summary>Runs statements that are not kept, and passes over the rows they give.</summary>
    public void Execute(string sql) => Check(TryExecute(sql));

    /// <summary>Runs statements that are not kept, and gives SQLite's result code.</summary>
    public int TryExecute(string sql) => raw.sqlite3_exec(_handle, sql);

    /// <summary>Runs one statement that is not kept, and gives the first column of its first row as a text.</summary>
    public string? Scalar(string sql)
    {
        using SqliteStatement statement = Prepare(sql);
        return statement.Step() ? statement.TextOrNull(0) : null;
    }

    public void Check(int result)
    {
        if (result is not (raw.SQLITE_OK or raw.SQLITE_ROW or raw.SQLITE_DONE))
        {
            throw SqliteFailures.Describe(Format, result, Path, raw.sqlite3_errmsg(_handle).utf8_to_string());
        }
    }

    public void Dispose()
    {
        foreach (SqliteStatement statement in _statements.Values)
        {
            statement.Dispose();
        }

        _statements.Clear();
        _handle.Dispose();
    }

    private SqliteStatement Prepare(string sql) => new(this, _handle, sql);
}
