namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeSampleTests : SnowflakeTest
{
    [Fact]
    public async Task Samples_of_the_readme_run()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static body => ((string)body["sqlText"]!).StartsWith("SELECT", StringComparison.Ordinal)
            ? SnowflakeOutcome.Rows(["NAME text", "SINCE date"], ["Ada", "19782"], ["Grace", null])
            : SnowflakeOutcome.Changed("inserted", 2));
        List<string> lines = [];
        await using SnowflakeConnector connector = new() { Credentials = Credentials, Database = "SHOP", Schema = "PUBLIC", Warehouse = "SMALL" };
        await connector.ExecuteAsync("CREATE TABLE IF NOT EXISTS customers (name STRING, since DATE)", cancellationToken: Token);
        await connector.ExecuteManyAsync(
            "INSERT INTO customers (name, since) VALUES (%(name)s, %(since)s)",
            [
                new Dictionary<string, object?> { ["name"] = "Ada", ["since"] = new DateOnly(2024, 2, 29) },
                new Dictionary<string, object?> { ["name"] = "Grace", ["since"] = null },
            ],
            Token);
        while (await connector.FetchManyAsync("SELECT name, since FROM customers", size: 100, cancellationToken: Token) is { Count: > 0 } rows)
        {
            lines.AddRange(rows.Select(static row => $"{row[0]} since {row[1]}"));
        }

        await foreach (SnowflakeRow row in connector.StreamAsync(
            "SELECT * FROM customers WHERE since > :since", new Dictionary<string, object?> { ["since"] = new DateOnly(2020, 1, 1) }, Token))
        {
            lines.Add(row.Get<string>("name"));
        }

        lines.Count.ShouldBe(4);
        script.Texts[1].ShouldBe("INSERT INTO customers (name, since) VALUES (?, ?)");

        await using SnowflakeConnection connection = await Credentials
            .GetClient(new SnowflakeConnectOptions { Database = "SHOP", Schema = "PUBLIC", Warehouse = "SMALL" }).OpenConnectionAsync(Token);
        await using SnowflakeTransaction transaction = await connection.BeginTransactionAsync(Token);
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "INSERT INTO customers (name) VALUES (:name); SELECT COUNT(*) FROM customers";
        command.StatementCount = 2;
        command.CommandTimeout = 0;
        command.Parameters.Add("name", "Ada");
        await command.ExecuteNonQueryAsync(Token);
        await transaction.CommitAsync(Token);

        command.CommandText = "SELECT name FROM customers";
        command.StatementCount = 1;
        command.Parameters.Clear();
        string queryId = await command.SubmitAsync(Token);
        SnowflakeQueryStatus status = await connection.GetQueryStatusAsync(queryId, Token);
        await using SnowflakeDataReader reader = await connection.GetResultAsync(queryId, Token);
        status.ShouldBe(SnowflakeQueryStatus.Success);
        reader.QueryId.ShouldBe(queryId);

        IReadOnlyList<SnowflakeRow> people = await SnowflakeTasks.QueryAsync("SELECT * FROM customers WHERE name = %s", connector, new object?[] { "Ada" }, cancellationToken: Token);
        IReadOnlyList<IReadOnlyList<SnowflakeRow>> results = await SnowflakeTasks.MultiqueryAsync(
            ["INSERT INTO customers (name) VALUES ('Grace')", "SELECT COUNT(*) FROM customers"], connector, asTransaction: true, cancellationToken: Token);
        people.Count.ShouldBe(2);
        results.Count.ShouldBe(2);
    }
}
