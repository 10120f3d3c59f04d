using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQuerySampleTests : GcpTest
{
    [Fact]
    public async Task Samples_of_the_readme_run()
    {
        using IDisposable scope = Reach();
        BigQueryScript script = new(Peer, new BigQueryAnswer
        {
            Schema = """{"fields":[{"name":"name","type":"STRING"},{"name":"since","type":"DATE"}]}""",
            Pages = ["""[{"f":[{"v":"Ada"},{"v":"2024-02-29"}]},{"f":[{"v":"Grace"},{"v":null}]}]"""],
            TotalRows = "2",
        });
        List<string> lines = [];
        await using BigQueryWarehouse warehouse = new() { GcpCredentials = Credentials with { Project = "harbour" } };
        await warehouse.ExecuteAsync("CREATE TABLE IF NOT EXISTS shop.customers (name STRING, since DATE)", cancellationToken: Token);
        await warehouse.ExecuteManyAsync(
            "INSERT INTO shop.customers VALUES (@name, @since)",
            [
                new Dictionary<string, object?> { ["name"] = "Ada", ["since"] = new DateOnly(2024, 2, 29) },
                new Dictionary<string, object?> { ["name"] = "Grace", ["since"] = BigQueryValue.Null("DATE") },
            ],
            Token);
        while (await warehouse.FetchManyAsync("SELECT name, since FROM shop.customers", size: 100, cancellationToken: Token) is { Count: > 0 } rows)
        {
            lines.AddRange(rows.Select(row => $"{row[0]} since {row[1]}"));
        }

        lines.Count.ShouldBe(2);
        script.Started.Count.ShouldBe(4);

        BigQueryClient client = new(Credentials with { Project = "harbour" }, location: "EU");
        BigQueryDryRun estimate = await client.DryRunAsync("SELECT * FROM shop.events", cancellationToken: Token);
        BigQueryRows events = await client.QueryAsync(
            "SELECT * FROM shop.events", options: new BigQueryQueryOptions { MaximumBytesBilled = 2 * estimate.TotalBytesProcessed }, cancellationToken: Token);
        await foreach (BigQueryRow row in events.WithCancellation(Token))
        {
            lines.Add(row.Get<string>("name"));
        }

        lines.Count.ShouldBe(4);
        Peer.ShouldHaveKeptTheRules();
    }
}
