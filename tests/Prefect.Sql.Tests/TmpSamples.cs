#pragma warning disable
using Npgsql;
using Prefect.Blocks;
using Prefect.Sql;
using System.Data.Common;
using System.Text.Json.Nodes;
internal sealed class TmpSamples {
SqlAlchemyConnector sales = null!; DbProviderFactory mySqlFactory = null!; Passwords passwords = null!;
internal sealed record Port(long Id, string Name);
internal abstract class Passwords { public abstract ValueTask<string> GetPasswordAsync(DbConnectionStringBuilder connection, CancellationToken cancellationToken = default); }
async Task Sample0()
{

await using SqlAlchemyConnector sales = await SqlAlchemyConnector.LoadAsync("sales");
await sales.ExecuteAsync("INSERT INTO ports (name) VALUES (:name)", new Dictionary<string, object?> { ["name"] = "Hamburg" });
IReadOnlyList<object?[]> ports = await sales.FetchAllAsync("SELECT id, name FROM ports");
}
async Task Sample1()
{
SqlAlchemyConnector connector = new()
{
    ConnectionInfo = new ConnectionComponents
    {
        Driver = SyncDriver.PostgresqlPsycopg2,
        Host = "db.example",
        Database = "sales",
        Username = "etl",
        Password = "env:SALES_PASSWORD",
    },
    ConnectArgs = new JsonObject { ["sslmode"] = "verify-full" },
    FetchSize = 500,
};
await connector.SaveAsync("sales");
SqlAlchemyConnector local = new() { ConnectionInfo = new SecretString("sqlite:///ports.db") };
}
async Task Sample2()
{
SqlDrivers.Register("mysql", mySqlFactory);                                                  // MySqlConnectorFactory.Instance
SqlDrivers.Register("cockroachdb", NpgsqlFactory.Instance, SqlDialect.PostgreSql with { DefaultPort = 26257 });
}
async Task Sample3()
{
while (await sales.FetchManyAsync("SELECT id, name FROM ports ORDER BY id", size: 100) is { Count: > 0 } rows)
{
    foreach (object?[] row in rows)
    {
        Console.WriteLine($"{row[0]}: {row[1]}");
    }
}

IReadOnlyList<Port> northern = await sales.FetchAllAsync<Port>("SELECT id, name FROM ports WHERE latitude > ?", [53.5]);
Dictionary<string, object?>? first = await sales.FetchOneAsync<Dictionary<string, object?>>("SELECT * FROM ports");
long count = await sales.FetchOneAsync<long>("SELECT count(*) FROM ports");
await sales.ResetConnectionsAsync();
}
async Task Sample4()
{
await foreach (Port port in sales.StreamAsync<Port>("SELECT id, name FROM ports"))
{
    Console.WriteLine(port.Name);
}

IAsyncEnumerable<Port> read = sales.StreamAsync("SELECT id, name FROM ports", reader => new Port(reader.GetInt64(0), reader.GetString(1)));
}
async Task Sample5()
{
int changed = await sales.ExecuteAsync("UPDATE ports SET name = ? WHERE id = ?", ["Bremerhaven", 7]);
await sales.ExecuteManyAsync(
    "INSERT INTO ports (id, name) VALUES (:id, :name)",
    [
        new Dictionary<string, object?> { ["id"] = 8, ["name"] = "Antwerp" },
        new Dictionary<string, object?> { ["id"] = 9, ["name"] = "Rotterdam" },
    ]);
await sales.ExecuteAsync("VACUUM ports", options: new SqlExecutionOptions { AutoCommit = true, Timeout = TimeSpan.FromMinutes(10) });
await sales.InTransactionAsync(async (scope, token) =>
{
    await using DbCommand command = scope.CreateCommand();
    command.CommandText = "DELETE FROM ports";
    await command.ExecuteNonQueryAsync(token);
});
}
async Task Sample6()
{
SqlAlchemyConnector cloud = (await SqlAlchemyConnector.LoadAsync("sales")) with { PasswordProvider = passwords.GetPasswordAsync };
}
}
