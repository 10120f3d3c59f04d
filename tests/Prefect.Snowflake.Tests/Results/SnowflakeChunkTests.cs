using System.Collections.Concurrent;
using System.IO.Compression;
using System.Net;
using System.Text;
using System.Text.Json.Nodes;
using Prefect.Snowflake.Tests.Connection;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Results;

public sealed class SnowflakeChunkTests : SnowflakeTest
{
    private const string Storage = "https://parts.storage.example";
    private const string Signature = "sig=part-of-the-address-like-a-password-91";

    private SnowflakeConnector Connector => new() { Credentials = Credentials, Database = "SHOP", Schema = "PUBLIC", Warehouse = "SMALL" };

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Parts_are_read_in_their_order_packed_or_not(bool isPacked)
    {
        using IDisposable scope = Reach();
        Script(parts: 12, rows: 3);
        Peer.Rest.On("GET /part/*", request => Part(request, 3, isPacked));

        IReadOnlyList<object?[]> rows = await Connector.FetchAllAsync("SELECT n", cancellationToken: Token);

        rows.Select(static row => row[0]).ShouldBe(Enumerable.Range(0, 1 + (12 * 3)).Select(static number => (object)(long)number));
        Peer.Rest.RequestsFor("GET /part/*").ShouldAllBe(static request => request.Authorization == null);
    }

    [Fact]
    public async Task Headers_that_the_service_gives_are_sent_along_and_the_session_is_not()
    {
        using IDisposable scope = Reach();
        Script(parts: 1, rows: 1, data => data["chunkHeaders"] = new JsonObject { ["x-amz-server-side-encryption-customer-key"] = "key-of-parts" });
        Peer.Rest.On("GET /part/*", request => Part(request, 1));

        await Connector.FetchAllAsync("SELECT n", cancellationToken: Token);

        RestExchange request = Peer.Rest.RequestsFor("GET /part/*").ShouldHaveSingleItem();
        request.Headers["x-amz-server-side-encryption-customer-key"].ShouldBe("key-of-parts");
        request.Authorization.ShouldBeNull();
        request.Host.ShouldBe("parts.storage.example");
    }

    [Fact]
    public async Task Key_of_older_answers_is_sent_as_headers()
    {
        using IDisposable scope = Reach();
        Script(parts: 1, rows: 1, static data => data["qrmk"] = "older-key");
        Peer.Rest.On("GET /part/*", request => Part(request, 1));

        await Connector.FetchAllAsync("SELECT n", cancellationToken: Token);

        RestExchange request = Peer.Rest.RequestsFor("GET /part/*").ShouldHaveSingleItem();
        request.Headers["x-amz-server-side-encryption-customer-key"].ShouldBe("older-key");
        request.Headers["x-amz-server-side-encryption-customer-algorithm"].ShouldBe("AES256");
    }

    [Fact]
    public async Task Part_that_does_not_arrive_is_read_again()
    {
        using IDisposable scope = Reach();
        Script(parts: 1, rows: 3);
        Peer.Rest.On("GET /part/*", RestReply.Status(503), RestReply.Reset(), RestReply.Half("[\"1\"],"), RestReply.Throttled(2), RestReply.Bytes(Packed("[\"1\"],[\"2\"],[\"3\"]")));

        (await Connector.FetchAllAsync("SELECT n", cancellationToken: Token)).Count.ShouldBe(4);

        Peer.Rest.RequestsFor("GET /part/*").Count.ShouldBe(5);
    }

    [Fact]
    public async Task Part_that_never_arrives_is_an_error_that_does_not_show_its_address_and_the_next_fetch_tries_again()
    {
        using IDisposable scope = Reach();
        Script(parts: 2, rows: 2);
        int asked = 0;
        Peer.Rest.On("GET /part/*", request => request.Path == "/part/1" && Interlocked.Increment(ref asked) <= 7 ? RestReply.Html(500) : Part(request, 2));
        SnowflakeConnector connector = Connector;

        SnowflakeException lost = await Should.ThrowAsync<SnowflakeException>(() => connector.FetchAllAsync("SELECT n", cancellationToken: Token));
        IReadOnlyList<object?[]> rows = await connector.FetchAllAsync("SELECT n", cancellationToken: Token);

        lost.IsTransient.ShouldBeTrue();
        lost.StatusCode.ShouldBe(HttpStatusCode.InternalServerError);
        lost.Message.ShouldContain("part 2 of 2");
        lost.ToString().ShouldNotContain(Signature);
        lost.ToString().ShouldNotContain("storage.example");
        rows.Select(static row => row[0]).ShouldBe([0L, 1L, 2L, 3L, 4L]);
    }

    [Fact]
    public async Task Addresses_that_have_run_out_are_asked_for_again()
    {
        using IDisposable scope = Reach();
        Script(parts: 3, rows: 2);
        Peer.Rest.On("GET /part/*", static request => request.QueryValue("age") == "new" ? Part(request, 2) : RestReply.Status(403));
        SnowflakeConnector connector = Connector;
        int given = 0;
        Peer.On("GET /queries/*/result", _ => SnowflakeReply.Success(Data(3, 2, Interlocked.Increment(ref given) > 1 ? "new" : "old")));

        IReadOnlyList<object?[]> rows = await connector.FetchAllAsync("SELECT n", cancellationToken: Token);

        rows.Count.ShouldBe(7);
        given.ShouldBe(2);
    }

    [Fact]
    public async Task Part_that_was_cut_between_rows_is_noticed()
    {
        using IDisposable scope = Reach();
        Script(parts: 1, rows: 3);
        Peer.Rest.On("GET /part/*", RestReply.Bytes("[\"1\"],[\"2\"]"u8.ToArray()));

        SnowflakeException cut = await Should.ThrowAsync<SnowflakeException>(() => Connector.FetchAllAsync("SELECT n", cancellationToken: Token));

        cut.ErrorCode.ShouldBe("invalidRow");
        cut.Message.ShouldContain("1 rows of a part are missing");
    }

    [Theory]
    [InlineData(0.0)]
    [InlineData(0.001)]
    [InlineData(0.5)]
    [InlineData(0.95)]
    [InlineData(0.9999)]
    public async Task Part_whose_packing_is_cut_is_read_again(double share)
    {
        using IDisposable scope = Reach();
        Script(parts: 1, rows: 1000);
        byte[] packed = Packed(string.Join(",", Enumerable.Range(1, 1000).Select(static number => $"[\"{number}\"]")));
        Peer.Rest.On("GET /part/*", RestReply.Bytes(packed.AsMemory(0, (int)(packed.Length * share))), RestReply.Bytes(packed));

        IReadOnlyList<object?[]> rows = await Connector.FetchAllAsync("SELECT n", cancellationToken: Token);

        rows.Select(static row => row[0]).ShouldBe(Enumerable.Range(0, 1001).Select(static number => (object)(long)number));
        Peer.Rest.RequestsFor("GET /part/*").Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("<html>Sorry</html>")]
    [InlineData("[\"1\"],[\"2\"")]
    public async Task Part_that_is_cut_or_something_else_is_read_again_and_never_ends_well_when_it_stays_so(string body)
    {
        using IDisposable scope = Reach();
        Script(parts: 1, rows: 2);
        Peer.Rest.On("GET /part/*", RestReply.Text(body));

        SnowflakeException wrong = await Should.ThrowAsync<SnowflakeException>(() => Connector.FetchAllAsync("SELECT n", cancellationToken: Token));

        wrong.QueryId.ShouldBe(SnowflakeScript.IdOf(1));
        wrong.IsTransient.ShouldBeTrue();
        wrong.Message.ShouldContain("part 1 of 1");
        wrong.Message.ShouldContain("cut off, or is something else");
        Peer.Rest.RequestsFor("GET /part/*").Count.ShouldBe(7);
    }

    [Theory]
    [InlineData("[\"1\",\"2\"]")]
    [InlineData("[\"one\"]")]
    [InlineData("[\"\\ud83d\"]")]
    public async Task Part_with_other_rows_is_an_error(string body)
    {
        using IDisposable scope = Reach();
        Script(parts: 1, rows: 2);
        Peer.Rest.On("GET /part/*", RestReply.Text(body));

        SnowflakeException wrong = await Should.ThrowAsync<SnowflakeException>(() => Connector.FetchAllAsync("SELECT n", cancellationToken: Token));

        wrong.QueryId.ShouldBe(SnowflakeScript.IdOf(1));
        wrong.Message.ShouldContain("Could not read a row");
    }

    [Fact]
    public async Task Reader_that_does_not_open_leaves_no_reading_behind()
    {
        using IDisposable scope = Reach();
        Script(parts: 2, rows: 2, static data => data["rowset"] = new JsonArray());
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        TaskCompletionSource left = new(TaskCreationOptions.RunContinuationsAsynchronously);
        Peer.Rest.On("GET /part/*", request => request.Path == "/part/0" ? RestReply.Status(404) with { Held = asked.Task } : RestReply.Stream(async (_, token) =>
        {
            asked.TrySetResult();
            try
            {
                await Task.Delay(Timeout.InfiniteTimeSpan, token);
            }
            finally
            {
                left.TrySetResult();
            }
        }));
        SnowflakeConnection connection = await Connector.OpenConnectionAsync(SnowflakeConnectOptions.Default, Token);
        await using (connection)
        {
            await using SnowflakeCommand command = connection.CreateCommand();
            command.CommandText = "SELECT n";

            await Should.ThrowAsync<SnowflakeException>(() => command.ExecuteReaderAsync(Token));

            await left.Task.WaitAsync(TimeSpan.FromSeconds(30), Token);
        }
    }

    [Fact]
    public async Task No_more_parts_are_read_ahead_than_the_session_says()
    {
        using IDisposable scope = Reach();
        Peer.Parameters = new Dictionary<string, string> { ["CLIENT_PREFETCH_THREADS"] = "2" };
        Script(parts: 10, rows: 1);
        ConcurrentBag<string> asked = [];
        Peer.Rest.On("GET /part/*", request =>
        {
            asked.Add(request.Path);
            return Part(request, 1);
        });
        SnowflakeConnector connector = Connector;

        await connector.FetchManyAsync("SELECT n", size: 2, cancellationToken: Token);
        await connector.FetchManyAsync("SELECT n", size: 1, cancellationToken: Token);

        asked.ShouldAllBe(static path => path == "/part/0" || path == "/part/1" || path == "/part/2" || path == "/part/3");
    }

    [Fact]
    public async Task Part_of_which_nothing_comes_any_more_is_given_up()
    {
        using IDisposable scope = Reach();
        Peer.Rest.On("GET /part/*", RestReply.Never(), RestReply.Bytes(Packed("[\"1\"]")));
        SnowflakeSession session = await OpenAsync(Credentials);
        await using (session)
        {
            SnowflakeChunkDownload download = new(session, "id", 1) { LongestSilence = TimeSpan.FromMilliseconds(200) };

            using SnowflakeChunk chunk = await download.ReadAsync(0, new SnowflakeChunkInfo(new Uri($"{Storage}/part/0"), 1, 5), [], Token);

            Encoding.UTF8.GetString(chunk.Text).ShouldBe("[\"1\"]");
        }
    }

    [Fact]
    public async Task Rows_in_another_format_are_refused_by_its_name()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"]).With("queryResultFormat", "arrow"));

        (await Should.ThrowAsync<SnowflakeException>(() => Connector.FetchAllAsync("SELECT n", cancellationToken: Token))).Message.ShouldContain("Arrow");
    }

    private static RestReply Part(RestExchange request, int rows, bool isPacked = true)
    {
        int first = 1 + (int.Parse(request.Path.Split('/')[2]) * rows);
        string text = string.Join(",", Enumerable.Range(first, rows).Select(static number => $"[\"{number}\"]"));
        return RestReply.Bytes(isPacked ? Packed(text) : Encoding.UTF8.GetBytes(text));
    }

    private static byte[] Packed(string text)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(Encoding.UTF8.GetBytes(text));
        }

        return packed.ToArray();
    }

    private static JsonObject Data(int parts, int rows, string age)
    {
        JsonObject data = (JsonObject)SnowflakeOutcome.Rows(["N fixed 0"], ["0"]).Data!.DeepClone();
        data["queryId"] = SnowflakeScript.IdOf(1);
        data["total"] = 1 + (parts * rows);
        data["chunks"] = new JsonArray([.. Enumerable.Range(0, parts).Select(number => new JsonObject
        {
            ["url"] = $"{Storage}/part/{number}?age={age}&{Signature}",
            ["rowCount"] = rows,
            ["uncompressedSize"] = rows * 10,
            ["compressedSize"] = rows * 5,
        })]);
        return data;
    }

    private SnowflakeScript Script(int parts, int rows, Action<JsonObject>? change = null) => new(Peer, _ =>
    {
        JsonObject data = Data(parts, rows, "old");
        change?.Invoke(data);
        return new SnowflakeOutcome(data);
    });
}
