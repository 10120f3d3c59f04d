using System.Numerics;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeConnectorTests : SnowflakeTest
{
    private SnowflakeConnector Connector => new()
    {
        Credentials = Credentials, Database = "SHOP", Schema = "PUBLIC", Warehouse = "SMALL", FetchSize = 2, PollFrequencyS = 3,
    };

    private static SnowflakeOutcome Five => SnowflakeOutcome.Rows(["N fixed 0"], ["1"], ["2"], ["3"], ["4"], ["5"]);

    [Fact]
    public async Task Fetching_submits_the_query_and_looks_at_it_until_it_has_ended()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Five) { States = ["QUEUED", "RESUMING_WAREHOUSE", "RUNNING", "BLOCKED", "NO_DATA", "SUCCESS"] };

        IReadOnlyList<object?[]> rows = await Connector.FetchAllAsync("SELECT n FROM t", cancellationToken: Token);

        rows.Select(static row => row[0]).ShouldBe([1L, 2L, 3L, 4L, 5L]);
        script.Looks.ShouldBe(6);
        Clock.Waits.Count(static wait => wait == TimeSpan.FromSeconds(3)).ShouldBe(5);
        ((bool)script.Statements.ShouldHaveSingleItem()["asyncExec"]!).ShouldBeTrue();
    }

    [Fact]
    public async Task Error_of_a_query_names_its_id_and_what_the_service_says()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Failed("002003", "SQL compilation error:\nObject 'T' does not exist.", "42S02")) { States = ["RUNNING", "SUCCESS"] };

        SnowflakeException submitted = await Should.ThrowAsync<SnowflakeException>(() => Connector.FetchAllAsync("SELECT n FROM t", cancellationToken: Token));
        SnowflakeException executed = await Should.ThrowAsync<SnowflakeException>(() => Connector.ExecuteAsync("SELECT n FROM t", cancellationToken: Token));

        submitted.QueryId.ShouldBe(SnowflakeScript.IdOf(1));
        submitted.ErrorCode.ShouldBe("002003");
        submitted.Message.ShouldContain("Object 'T' does not exist");
        submitted.Message.ShouldContain(SnowflakeScript.IdOf(1));
        executed.QueryId.ShouldBe(SnowflakeScript.IdOf(2));
        executed.SqlState.ShouldBe("42S02");
        executed.Message.ShouldContain("002003 (42S02)");
        executed.IsTransient.ShouldBeFalse();
        script.Statements.Count.ShouldBe(2);
    }

    [Theory]
    [InlineData("ABORTED")]
    [InlineData("FAILED_WITH_INCIDENT")]
    [InlineData("DISCONNECTED")]
    public async Task Query_that_ended_otherwise_is_an_error_that_says_how(string state)
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => Five) { States = ["RUNNING", "ABORTING", state] };

        SnowflakeException ended = await Should.ThrowAsync<SnowflakeException>(() => Connector.FetchAllAsync("SELECT n FROM t", cancellationToken: Token));

        ended.Message.ShouldContain(state.Replace("_", "", StringComparison.Ordinal), Case.Insensitive);
    }

    [Fact]
    public async Task Look_that_fails_says_nothing_about_the_query()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Five);
        int looks = 0;
        Peer.Rest.On("GET /monitoring/queries/*", _ => Interlocked.Increment(ref looks) switch
        {
            1 => RestReply.Html(503),
            2 => RestReply.Reset(),
            3 => RestReply.Half(),
            _ => null,
        });

        (await Connector.FetchAllAsync("SELECT n FROM t", cancellationToken: Token)).Count.ShouldBe(5);

        script.Statements.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Each_execution_runs_the_statement_again()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Changed("updated", 2));
        SnowflakeConnector connector = Connector;

        await connector.ExecuteAsync("UPDATE t SET n = :n", new Dictionary<string, object?> { ["n"] = 1 }, Token);
        await connector.ExecuteAsync("UPDATE t SET n = ?", [1], Token);

        script.Texts.ShouldBe(["UPDATE t SET n = ?", "UPDATE t SET n = ?"]);
        script.Statements.ShouldAllBe(static body => !(bool)body["asyncExec"]!);
        script.Looks.ShouldBe(0);
        Peer.Logins.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Many_rows_are_inserted_by_one_statement()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Changed("inserted", 3));

        await Connector.ExecuteManyAsync("INSERT INTO t (n, day) VALUES (%s, %s)", [[1, new DateOnly(2024, 2, 29)], [null, null], [3, new DateOnly(1970, 1, 1)]], Token);

        JsonNode bindings = script.Statements.ShouldHaveSingleItem()["bindings"]!;
        bindings.ToJsonString().ShouldBe("""{"1":{"type":"FIXED","value":["1",null,"3"]},"2":{"type":"DATE","value":["1709164800000",null,"0"]}}""");
    }

    [Fact]
    public async Task Sets_of_another_statement_are_run_one_after_another_and_an_error_says_how_far_it_came()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Changed("updated", 1));
        script.Outcome = body => (string?)body["bindings"]!["1"]!["value"] == "3" ? SnowflakeOutcome.Failed("100183", "No.", "0A000") : SnowflakeOutcome.Changed("updated", 1);

        SnowflakeException failed = await Should.ThrowAsync<SnowflakeException>(
            () => Connector.ExecuteManyAsync("UPDATE t SET n = ?", [[1], [2], [3], [4]], Token));

        failed.Message.ShouldContain("set 3 of 4");
        script.Statements.Count.ShouldBe(3);
    }

    [Fact]
    public async Task However_many_ask_at_once_there_is_one_sign_in()
    {
        using IDisposable scope = Reach();
        TaskCompletionSource asked = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SnowflakeScript script = new(Peer, static _ => Five) { Held = asked.Task };
        SnowflakeConnector connector = Connector;

        Task<object?[]?>[] all = [.. Enumerable.Range(0, 20).Select(number => connector.FetchOneAsync($"SELECT {number}", cancellationToken: Token))];
        while (script.Statements.Count < 20)
        {
            await Task.Yield();
        }

        asked.SetResult();
        await Task.WhenAll(all);

        Peer.Logins.Count.ShouldBe(1);
        Peer.OpenSessions.ShouldBe(1);
    }

    [Fact]
    public async Task Closing_ends_the_session_and_an_operation_after_it_begins_another()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => Five);
        SnowflakeConnector connector = Connector;
        await connector.CloseAsync();
        (await connector.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        SnowflakeConnection first = await connector.GetConnectionAsync(Token);
        (await connector.GetConnectionAsync(Token)).ShouldBeSameAs(first);

        await connector.CloseAsync();
        await connector.CloseAsync();
        Peer.OpenSessions.ShouldBe(0);

        (await connector.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        (await connector.GetConnectionAsync(Token)).ShouldNotBeSameAs(first);
        Peer.Logins.Count.ShouldBe(2);
        await connector.CloseAsync();
    }

    [Fact]
    public async Task Connection_works_where_the_connector_says()
    {
        using IDisposable scope = Reach();
        SnowflakeConnector connector = Connector;

        SnowflakeConnection connection = await connector.GetConnectionAsync(Token);

        connection.Database.ShouldBe("SHOP");
        connection.Schema.ShouldBe("PUBLIC");
        connection.Warehouse.ShouldBe("SMALL");
        Peer.Logins.ShouldHaveSingleItem().QueryValue("warehouse").ShouldBe("SMALL");
        await connector.CloseAsync();
    }

    [Fact]
    public async Task Copy_of_a_connector_has_cursors_of_its_own_and_documents_hold_none()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => Five);
        SnowflakeConnector connector = Connector;
        await connector.FetchOneAsync("SELECT n", cancellationToken: Token);

        SnowflakeConnector copy = connector with { };

        copy.ShouldBe(connector);
        (await copy.FetchOneAsync("SELECT n", cancellationToken: Token)).ShouldBe([1L]);
        connector.ToJson(SecretHandling.Mask).ShouldBe(Connector.ToJson(SecretHandling.Mask));
    }

    [Fact]
    public async Task Rows_with_names_go_on_with_the_same_cursor()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["ID fixed 0", "name text"], ["1", "Ada"], ["2", "Grace"], ["3", null]));
        SnowflakeConnector connector = Connector;
        await connector.FetchOneAsync("SELECT id, name", cancellationToken: Token);

        IReadOnlyList<SnowflakeRow> rows = await connector.FetchRowsAsync("SELECT id, name", cancellationToken: Token);

        rows.Select(static row => row.Get<string?>("NAME")).ShouldBe(["Grace", null]);
        rows[0].ToDictionary().ShouldBe(new Dictionary<string, object?> { ["ID"] = 2L, ["name"] = "Grace" });
        rows[0].Get<decimal>("id").ShouldBe(2m);
        rows[0].ToString().ShouldBe("SnowflakeRow (ID, name)");
        Should.Throw<KeyNotFoundException>(() => rows[0]["nome"]);
        Should.Throw<InvalidCastException>(() => rows[1].Get<int>("name"));
    }

    [Fact]
    public async Task Number_of_a_row_is_given_as_whichever_type_holds_it()
    {
        const string Long = "9.9999999999999999999999999999999999999";
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0", "SHARE fixed 37"], ["7", "1.5"], ["9223372036854775808", Long]));
        await using SnowflakeConnector connector = Connector;

        IReadOnlyList<SnowflakeRow> rows = await connector.FetchRowsAsync("SELECT n, share", cancellationToken: Token);

        rows[0].Get<int>("n").ShouldBe(7);
        rows.Select(static row => row.Get<decimal?>("n")).ShouldBe([7m, 9223372036854775808m]);
        rows.Select(static row => row.Get<BigInteger>("n")).ShouldBe([7, new BigInteger(9223372036854775808)]);
        rows.Select(static row => row.Get<SnowflakeNumber>("share")).ShouldBe([1.5m, SnowflakeNumber.Parse(Long)]);
        Should.Throw<OverflowException>(() => rows[1].Get<long>("n"));
        Should.Throw<OverflowException>(() => rows[1].Get<decimal>("share"));
        Should.Throw<InvalidCastException>(() => rows[0].Get<int>("share"));
        Should.Throw<InvalidCastException>(() => rows[0].Get<string>("n"));
    }

    [Fact]
    public async Task Stream_gives_rows_of_a_run_of_its_own()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Five);
        SnowflakeConnector connector = Connector;
        await connector.FetchOneAsync("SELECT n", cancellationToken: Token);

        List<long> numbers = [];
        await foreach (SnowflakeRow row in connector.StreamAsync("SELECT n", cancellationToken: Token))
        {
            numbers.Add(row.Get<long>("n"));
        }

        numbers.ShouldBe([1, 2, 3, 4, 5]);
        script.Statements.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Whoever_ends_the_waiting_ends_the_query()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Five) { States = ["RUNNING"] };
        using CancellationTokenSource ending = new();
        Peer.Rest.On("GET /monitoring/queries/*", _ =>
        {
            ending.Cancel();
            return null;
        });

        await Should.ThrowAsync<OperationCanceledException>(() => Connector.FetchAllAsync("SELECT n", cancellationToken: ending.Token));

        script.Aborted.ShouldBe([SnowflakeScript.IdOf(1)]);
    }

    [Theory]
    [InlineData(0, 1, "fetch_size")]
    [InlineData(1, 0, "poll_frequency_s")]
    public async Task Numbers_must_be_positive(int fetchSize, int pollFrequency, string field)
    {
        using IDisposable scope = Reach();
        SnowflakeConnector connector = Connector with { FetchSize = fetchSize, PollFrequencyS = pollFrequency };

        SnowflakeConfigurationException wrong = await Should.ThrowAsync<SnowflakeConfigurationException>(() => connector.FetchManyAsync("SELECT 1", cancellationToken: Token));

        wrong.Field.ShouldBe(field);
        Peer.Logins.ShouldBeEmpty();
    }

    [Fact]
    public async Task Check_signs_in_and_says_where_it_would_work()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["A text", "B text", "C text"], ["SHOP", "PUBLIC", "SMALL"]));

        BlockCheckResult found = await Connector.CheckAsync(Token);

        found.Succeeded.ShouldBeTrue(found.Message);
        found.Message.ShouldContain("SHOP.PUBLIC");
        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task Check_names_what_is_not_there()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["A text", "B text", "C text"], ["SHOP", null, null]));

        BlockCheckResult found = await Connector.CheckAsync(Token);

        found.Succeeded.ShouldBeFalse();
        found.Stage.ShouldBe(BlockCheckStage.Permission);
        found.Message.ShouldContain("schema 'PUBLIC'");
        found.Message.ShouldContain("warehouse 'SMALL'");
        found.Message.ShouldNotContain("database 'SHOP'");
    }
}
