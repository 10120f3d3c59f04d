using Prefect.Sqlite;

namespace Prefect.Blocks.Tests.Stores;

/// <summary>Looks at and changes a database behind the store's back.</summary>
internal static class RawDatabase
{
    public static string? Scalar(string path, string sql)
    {
        using SqliteDatabase database = SqliteDatabase.Open(path, BlockStoreFile.Format, TimeSpan.FromSeconds(10));
        return database.Scalar(sql);
    }

    public static void Execute(string path, string sql)
    {
        using SqliteDatabase database = SqliteDatabase.Open(path, BlockStoreFile.Format, TimeSpan.FromSeconds(10));
        database.Execute(sql);
    }
}
