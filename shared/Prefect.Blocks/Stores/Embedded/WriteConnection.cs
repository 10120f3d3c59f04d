using Prefect.Sqlite;

namespace Prefect.Blocks;

/// <summary>The connection that writes, and what the write queue's requests do with it.</summary>
internal sealed partial class WriteConnection : IWriteConnection
{
    private readonly SqliteDatabase _database;
    private readonly StoreKeys _keys;
    private readonly KeyRing _ring;
    private readonly TimeProvider _time;

    public WriteConnection(string path, KeyRing ring, EmbeddedStoreOptions options)
    {
        _ring = ring;
        _time = options.TimeProvider;
        _database = StoreFile.Prepare(path, BlockStoreFile.Format, options.BusyTimeout);
        _keys = new StoreKeys(_database, ring, _time);
    }

    public SqliteDatabase Database => _database;

    private long Now => StoreTime.Write(_time.GetUtcNow());

    /// <summary>Every commit is on the disk, whatever was asked for.</summary>
    public void Choose(WriteDurability durability)
    {
    }

    /// <summary>Forgets keys that a transaction which came to nothing may have listed.</summary>
    public void Forget() => _keys.Forget();

    public void Dispose()
    {
        _keys.Dispose();
        _database.Dispose();
    }

    private Guid NewId() => Guid.CreateVersion7(_time.GetUtcNow());

    /// <summary>Gives the first column of the one row that a statement finds; null when it finds none.</summary>
    private static long? Number(SqliteStatement statement)
    {
        if (!statement.Step())
        {
            return null;
        }

        long number = statement.Int64(0);
        statement.Reset();
        return number;
    }
}
