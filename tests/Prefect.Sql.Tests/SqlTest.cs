using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests;

/// <summary>A test with a database of SQLite in a folder of its own.</summary>
public abstract class SqlTest : IDisposable
{
    private readonly TemporaryDirectory _folder = new();

    protected static CancellationToken Token => TestContext.Current.CancellationToken;

    /// <summary>Path of the database's file.</summary>
    protected string File => _folder.Combine("ports.db");

    protected SqlAlchemyConnector Sqlite(int fetchSize = 1) => new()
    {
        ConnectionInfo = new ConnectionComponents { Driver = SyncDriver.SqlitePysqlite, Database = File },
        FetchSize = fetchSize,
    };

    protected static Dictionary<string, object?> With(params (string Name, object? Value)[] parameters) =>
        parameters.ToDictionary(parameter => parameter.Name, parameter => parameter.Value);

    protected static async Task<T> FilledAsync<T>(T connector, int rows, string table = "ports")
        where T : SqlConnector
    {
        await connector.ExecuteAsync($"CREATE TABLE {table} (id INTEGER, name VARCHAR(100))", cancellationToken: Token);
        await connector.ExecuteManyAsync(
            $"INSERT INTO {table} (id, name) VALUES (:id, :name)",
            Enumerable.Range(1, rows).Select(id => With(("id", id), ("name", $"row {id}"))),
            cancellationToken: Token);
        return connector;
    }

    public void Dispose()
    {
        GC.SuppressFinalize(this);
        _folder.Dispose();
    }
}
