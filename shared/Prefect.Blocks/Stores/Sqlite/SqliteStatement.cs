using System.Buffers;
using System.Text;
using SQLitePCL;

namespace Prefect.Sqlite;

/// <summary>A prepared statement. Parameters count from 1, columns from 0.</summary>
internal sealed class SqliteStatement : IDisposable
{
    private const int StackLimit = 256;
    private readonly SqliteDatabase _database;
    private readonly sqlite3_stmt _handle;

    public SqliteStatement(SqliteDatabase database, sqlite3 connection, string sql)
    {
        _database = database;
        database.Check(raw.sqlite3_prepare_v2(connection, sql, out _handle));
    }

    public SqliteStatement Bind(int parameter, long value)
    {
        _database.Check(raw.sqlite3_bind_int64(_handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, long? value) => value is { } given ? Bind(parameter, given) : BindNull(parameter);

    public SqliteStatement BindNull(int parameter)
    {
        _database.Check(raw.sqlite3_bind_null(_handle, parameter));
        return this;
    }

    public SqliteStatement Bind(int parameter, ReadOnlySpan<byte> value)
    {
        _database.Check(raw.sqlite3_bind_blob(_handle, parameter, value));
        return this;
    }

    public SqliteStatement Bind(int parameter, Guid value)
    {
        Span<byte> bytes = stackalloc byte[16];
        value.TryWriteBytes(bytes, bigEndian: true, out _);
        return Bind(parameter, bytes);
    }

    public SqliteStatement Bind(int parameter, Guid? value) => value is { } given ? Bind(parameter, given) : BindNull(parameter);

    public SqliteStatement Bind(int parameter, string? value)
    {
        if (value is null)
        {
            return BindNull(parameter);
        }

        if (value.Length == 0)
        {
            // An empty span has no address, which SQLite would take for null.
            _database.Check(raw.sqlite3_bind_text(_handle, parameter, ""));
            return this;
        }

        int size = Encoding.UTF8.GetMaxByteCount(value.Length);
        byte[]? rented = size > StackLimit ? ArrayPool<byte>.Shared.Rent(size) : null;
        Span<byte> bytes = rented ?? stackalloc byte[StackLimit];
        int length = Encoding.UTF8.GetBytes(value, bytes);
        int result = raw.sqlite3_bind_text(_handle, parameter, bytes[..length]);
        if (rented is not null)
        {
            ArrayPool<byte>.Shared.Return(rented);
        }

        _database.Check(result);
        return this;
    }

    /// <summary>Goes to the next row. After the last one, or a failure, the statement is ready to be run again.</summary>
    public bool Step()
    {
        int result = raw.sqlite3_step(_handle);
        if (result == raw.SQLITE_ROW)
        {
            return true;
        }

        try
        {
            _database.Check(result);
        }
        finally
        {
            Reset();
        }

        return false;
    }

    /// <summary>Runs the statement to its end.</summary>
    public void Run()
    {
        while (Step())
        {
            // Rows are of no interest here.
        }
    }

    /// <summary>Leaves the present row, so that the statement can be run again.</summary>
    public void Reset() => raw.sqlite3_reset(_handle);

    public bool IsNull(int column) => raw.sqlite3_column_type(_handle, column) == raw.SQLITE_NULL;

    public long Int64(int column) => raw.sqlite3_column_int64(_handle, column);

    public bool Boolean(int column) => Int64(column) != 0;

    /// <summary>The bytes of a column, valid until the statement moves on.</summary>
    public ReadOnlySpan<byte> Blob(int column) => raw.sqlite3_column_blob(_handle, column);

    public Guid Guid(int column)
    {
        ReadOnlySpan<byte> bytes = Blob(column);
        return bytes.Length == 16
            ? new Guid(bytes, bigEndian: true)
            : throw SqliteFailures.Damaged(_database.Format, _database.Path, "an id is not 16 bytes long");
    }

    public Guid? GuidOrNull(int column) => IsNull(column) ? null : Guid(column);

    public string Text(int column) => Encoding.UTF8.GetString(Blob(column));

    public string? TextOrNull(int column) => IsNull(column) ? null : Text(column);

    public DateTimeOffset Time(int column) => StoreTime.Read(Int64(column));

    public void Dispose() => _handle.Dispose();
}
