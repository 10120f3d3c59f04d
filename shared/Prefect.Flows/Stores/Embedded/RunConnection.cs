using Prefect.Sqlite;

namespace Prefect.Flows;

/// <summary>The connection that writes to a run database.</summary>
internal sealed class RunConnection(SqliteDatabase database) : IWriteConnection
{
    private WriteDurability _durability = WriteDurability.Normal;

    public SqliteDatabase Database => database;

    public void Choose(WriteDurability durability)
    {
        if (durability == _durability)
        {
            return;
        }

        database.Execute(durability == WriteDurability.Full ? "PRAGMA synchronous = FULL" : "PRAGMA synchronous = NORMAL");
        _durability = durability;
    }

    public void Forget()
    {
    }

    public void Dispose() => database.Dispose();
}
