namespace Prefect.Sqlite;

/// <summary>The connection that a store writes with, and what it keeps in memory beside it.</summary>
internal interface IWriteConnection : IDisposable
{
    SqliteDatabase Database { get; }

    /// <summary>Chooses, between transactions, whether the next commit waits until it is on the disk or only survives this process.</summary>
    void Choose(WriteDurability durability);

    /// <summary>Forgets what was learnt in a transaction that came to nothing.</summary>
    void Forget();
}
