namespace Prefect.Blocks;

/// <summary>The connection that writes, and what the write queue's requests do with it.</summary>
internal sealed partial class WriteConnection(SqliteDatabase database, KeyRing ring, TimeProvider time) : IDisposable
{
    private readonly StoreKeys _keys = new(database, ring, time);

    public SqliteDatabase Database => database;

    private long Now => StoreTime.Write(time.GetUtcNow());

    /// <summary>Forgets keys that a transaction which came to nothing may have listed.</summary>
    public void ForgetKeys() => _keys.Forget();

    public void Dispose()
    {
        _keys.Dispose();
        database.Dispose();
    }

    private Guid NewId() => Guid.CreateVersion7(time.GetUtcNow());

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
