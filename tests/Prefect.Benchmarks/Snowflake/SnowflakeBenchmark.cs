using System.Data.Common;
using System.IO.Compression;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Snowflake;
using Prefect.Testing;

namespace Prefect.Benchmarks;

/// <summary>Reads results of Snowflake: the decoding by itself, and a large result from a server.</summary>
internal sealed class SnowflakeBenchmark : IBenchmark
{
    private const double Megabyte = 1_000_000;
    private const int PartSize = 16 * 1024 * 1024;
    private const int Rounds = 10;
    private const int FewParts = 8;
    private const int ManyParts = 64;

    public string Name => "snowflake";

    public string About => "decoding the JSON of results, and a large result that streams";

    public async Task RunAsync(Report report)
    {
        SnowflakeRows rows = SnowflakeRows.OfSize(PartSize);
        double size = rows.Text.Length / Megabyte;
        Decode(rows);
        Series decoding = new();
        Series parsing = new();
        for (int round = 0; round < Rounds; round++)
        {
            decoding.Add(size / (await Cost.OfAsync(() => Task.FromResult(Decode(rows)))).CpuSeconds);
            parsing.Add(size / (await Cost.OfAsync(() => Task.FromResult(Parse(rows)))).CpuSeconds);
        }

        report.AtLeast("rows decoded to objects of .NET: JSON per core", decoding.Median, 100, "MB/s", $"System.Text.Json only walking over it: {Report.Format(parsing.Median)} MB/s");
        Cost unpacking = await Cost.OfAsync(() => Task.FromResult(Unpack(rows)));
        report.Figure("the same unpacked", $"{Report.Format(size / unpacking.CpuSeconds)} MB/s", $"{rows.Packed.Length:N0} bytes packed");

        await StreamAsync(rows, FewParts);
        Cost few = await Cost.OfAsync(() => StreamAsync(rows, FewParts));
        Cost many = await Cost.OfAsync(() => StreamAsync(rows, ManyParts));
        report.AtMost(
            $"heap while {ManyParts * size:N0} MB of JSON stream by that while {FewParts * size:N0} MB do", many.HeapMebibytes / Math.Max(1, few.HeapMebibytes), 1.25, "×",
            $"{Report.Format(many.HeapMebibytes)} MiB by {Report.Format(few.HeapMebibytes)} MiB");
        report.Figure("that result, unpacking, server and all", $"{Report.Format(ManyParts * size / many.Seconds)} MB/s", $"{Report.Format(many.CpuSeconds)} s of CPU, {ManyParts * rows.Count:N0} rows");
    }

    private static int Decode(SnowflakeRows rows)
    {
        SnowflakeColumns columns = new(SnowflakeRows.Columns);
        SnowflakeRowReader reader = new(columns, [.. columns.List.Select(static column => SnowflakeDecoders.Of(column, TimeZoneInfo.Utc))]);
        reader.Open(SnowflakeChunk.Copy(rows.Text));
        int count = 0;
        while (reader.Next())
        {
            count += reader.Values().Length > 0 ? 1 : 0;
        }

        reader.Open(null);
        return count == rows.Count ? count : throw new InvalidOperationException($"There are {count} rows.");
    }

    private static int Parse(SnowflakeRows rows)
    {
        int tokens = 0;
        int position = 0;
        while (position < rows.Text.Length)
        {
            Utf8JsonReader row = new(rows.Text.AsSpan(position), new JsonReaderOptions { AllowMultipleValues = true });
            row.Read();
            while (row.TokenType != JsonTokenType.EndArray)
            {
                tokens++;
                row.Read();
            }

            position += (int)row.BytesConsumed + 1;
        }

        return tokens;
    }

    private static int Unpack(SnowflakeRows rows)
    {
        using GZipStream unpacked = new(new MemoryStream(rows.Packed), CompressionMode.Decompress);
        byte[] buffer = new byte[81_920];
        int length = 0;
        while (unpacked.Read(buffer) is > 0 and int read)
        {
            length += read;
        }

        return length == rows.Text.Length ? length : throw new InvalidOperationException($"There are {length} bytes.");
    }

    private static async Task StreamAsync(SnowflakeRows rows, int parts)
    {
        await using SnowflakePeer peer = await SnowflakePeer.StartAsync();
        using HttpMessageHandler way = peer.Rest.CreateHandler();
        using IDisposable scope = SnowflakeAccess.Use(new SnowflakeAccess { Connections = way, ProbesNetwork = false, Variable = static _ => null });
        peer.OnQuery("SELECT * FROM orders", SnowflakeReply.Success(Answer(rows, parts)));
        peer.Rest.On("GET /part/*", RestReply.Bytes(rows.Packed));
        SnowflakeCredentials credentials = new() { Account = peer.Account, User = "loader", Password = peer.User.Password };
        await using SnowflakeConnection connection = await credentials.GetClient().OpenConnectionAsync();
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "SELECT * FROM orders";
        await using DbDataReader reader = await command.ExecuteReaderAsync();
        object[] values = new object[reader.FieldCount];
        long count = 0;
        while (await reader.ReadAsync())
        {
            count += reader.GetValues(values) > 0 ? 1 : 0;
        }

        if (count != (long)parts * rows.Count)
        {
            throw new InvalidOperationException($"There are {count} rows.");
        }
    }

    private static JsonObject Answer(SnowflakeRows rows, int parts) => new()
    {
        ["queryId"] = "01b2c3d4-0000-4000-8000-000000000001",
        ["rowtype"] = SnowflakeRows.Described,
        ["rowset"] = new JsonArray(),
        ["total"] = (long)parts * rows.Count,
        ["queryResultFormat"] = "json",
        ["chunks"] = new JsonArray([.. Enumerable.Range(0, parts).Select(number => new JsonObject
        {
            ["url"] = $"https://parts.storage.example/part/{number}",
            ["rowCount"] = rows.Count,
            ["uncompressedSize"] = rows.Text.Length,
            ["compressedSize"] = rows.Packed.Length,
        })]),
    };
}
