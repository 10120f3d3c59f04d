using System.Globalization;
using System.Text;
using Prefect.Testing;

namespace Prefect.Gcp.Tests.BigQuery;

[Collection<RunsAlone>]
public sealed class BigQueryStreamingTests : GcpTest
{
    private const int Pages = 50;
    private const int RowsOfPage = 20_000;

    // Held all at once, the rows would take about 500 MiB; a page of them takes about 20.
    private const long MostGrowth = 128L * 1024 * 1024;

    [Fact]
    public async Task A_million_rows_take_the_memory_of_a_page()
    {
        using IDisposable scope = Reach();
        _ = new BigQueryScript(Peer, BigQueryAnswer.One);
        byte[] rows = Rows();
        Peer.On("bigquery.jobs.getQueryResults", exchange => Page(rows, exchange.QueryValue("pageToken")));
        BigQueryWarehouse warehouse = new() { GcpCredentials = Credentials with { Project = "harbour" } };
        await warehouse.FetchOneAsync("SELECT *", cancellationToken: Token);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = before;
        long count = 1;

        while (await warehouse.FetchManyAsync("SELECT *", size: 10_000, cancellationToken: Token) is { Count: > 0 } some)
        {
            some[^1][1].ShouldBeOfType<string>();
            count += some.Count;
            if (count % 200_000 == 1)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        count.ShouldBe(1_000_000);
        (most - before).ShouldBeLessThan(MostGrowth);
        Peer.RequestsFor("bigquery.jobs.getQueryResults").Count.ShouldBe(Pages);
    }

    private static byte[] Rows()
    {
        StringBuilder rows = new();
        for (int row = 0; row < RowsOfPage; row++)
        {
            rows.Append(row == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""{"f":[{"v":"{{row}}"},{"v":"{{new string('x', 200)}}"},{"v":null}]}""");
        }

        return Encoding.UTF8.GetBytes(rows.ToString());
    }

    private static GoogleReply Page(byte[] rows, string? token)
    {
        int page = token is null ? 0 : int.Parse(token);
        string next = page + 1 < Pages ? $$""","pageToken":"{{page + 1}}"}""" : "}";
        return GoogleReply.Stream(async (body, cancellationToken) =>
        {
            await body.WriteAsync(
                """{"jobComplete":true,"schema":{"fields":[{"name":"n","type":"INTEGER"},{"name":"text","type":"STRING"},{"name":"none","type":"STRING"}]},"totalRows":"1000000","rows":["""u8.ToArray(),
                cancellationToken);
            await body.WriteAsync(rows, cancellationToken);
            await body.WriteAsync(Encoding.UTF8.GetBytes("]" + next), cancellationToken);
        });
    }
}
