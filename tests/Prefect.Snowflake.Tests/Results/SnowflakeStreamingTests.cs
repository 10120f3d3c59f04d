using System.Globalization;
using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Prefect.Snowflake.Tests.Connection;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Results;

[Collection<RunsAlone>]
public sealed class SnowflakeStreamingTests : SnowflakeTest
{
    private const int Parts = 100;
    private const int RowsOfPart = 10_000;

    // Held all at once, the rows would take more than 500 MiB.
    private const long MostGrowth = 64L * 1024 * 1024;

    [Fact]
    public async Task A_million_rows_take_the_memory_of_a_few_parts()
    {
        using IDisposable scope = Reach();
        byte[] part = Part(out int size);
        _ = new SnowflakeScript(Peer, _ => SnowflakeOutcome.Rows(["N fixed 0", "TEXT text", "NONE text"]).With("chunks", Chunks(size)));
        Peer.Rest.On("GET /part/*", RestReply.Bytes(part));
        SnowflakeConnector connector = new() { Credentials = Credentials, Database = "SHOP", Schema = "PUBLIC", Warehouse = "SMALL" };
        await connector.FetchOneAsync("SELECT *", cancellationToken: Token);
        long before = GC.GetTotalMemory(forceFullCollection: true);
        long most = before;
        long count = 1;

        while (await connector.FetchManyAsync("SELECT *", size: 5_000, cancellationToken: Token) is { Count: > 0 } some)
        {
            some[^1][1].ShouldBeOfType<string>();
            count += some.Count;
            if (count % 100_000 < 5_000)
            {
                most = Math.Max(most, GC.GetTotalMemory(forceFullCollection: true));
            }
        }

        count.ShouldBe(Parts * RowsOfPart);
        (most - before).ShouldBeLessThan(MostGrowth);
        Peer.Rest.RequestsFor("GET /part/*").Count.ShouldBe(Parts);
    }

    private static byte[] Part(out int size)
    {
        StringBuilder rows = new();
        for (int row = 0; row < RowsOfPart; row++)
        {
            rows.Append(row == 0 ? "" : ",").Append(CultureInfo.InvariantCulture, $$"""["{{row}}","{{new string('x', 200)}}",null]""");
        }

        byte[] text = Encoding.UTF8.GetBytes(rows.ToString());
        size = text.Length;
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(text);
        }

        return packed.ToArray();
    }

    private static JsonArray Chunks(int size) => [.. Enumerable.Range(0, Parts).Select(number => new JsonObject
    {
        ["url"] = $"https://parts.storage.example/part/{number}", ["rowCount"] = RowsOfPart, ["uncompressedSize"] = size, ["compressedSize"] = size / 10,
    })];
}
