using Prefect.Flows;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeTasksTests : SnowflakeTest
{
    private SnowflakeConnector Connector => new() { Credentials = Credentials, Database = "SHOP", Schema = "PUBLIC", Warehouse = "SMALL" };

    [Fact]
    public async Task Query_gives_its_rows_and_closes_its_connection()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Rows(["ID fixed 0", "NAME text"], ["1", "Ada"])) { States = ["RUNNING", "RUNNING", "SUCCESS"] };

        IReadOnlyList<SnowflakeRow> rows = await SnowflakeTasks.QueryAsync(
            "SELECT id, name FROM t WHERE id = %s AND name = %s", Connector, new object?[] { 1, "Ada" }, pollFrequencySeconds: 7, Token);

        rows.ShouldHaveSingleItem().ToArray().ShouldBe([1L, "Ada"]);
        rows[0]["name"].ShouldBe("Ada");
        Clock.Waits.Count(static wait => wait == TimeSpan.FromSeconds(7)).ShouldBe(2);
        script.Statements.ShouldHaveSingleItem()["bindings"]!.ToJsonString().ShouldBe("""{"1":{"type":"FIXED","value":"1"},"2":{"type":"TEXT","value":"Ada"}}""");
        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task Query_that_fails_closes_its_connection_too()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Failed("001003", "SQL compilation error: syntax error.", "42000"));

        await Should.ThrowAsync<SnowflakeException>(() => SnowflakeTasks.QueryAsync("SELEC", Connector, cancellationToken: Token));
        await Should.ThrowAsync<SnowflakeException>(() => SnowflakeTasks.QueryDirectlyAsync("SELEC", Connector, cancellationToken: Token));

        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task Query_of_which_the_service_knows_nothing_for_long_is_asked_for_its_rows()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"], ["1"])) { States = ["NO_DATA"] };

        IReadOnlyList<SnowflakeRow> rows = await SnowflakeTasks.QueryAsync("SELECT 1", Connector, pollFrequencySeconds: 10, cancellationToken: Token).WaitAsync(TimeSpan.FromSeconds(60), Token);

        rows[0][0].ShouldBe(1L);
        script.Looks.ShouldBe(32);
    }

    [Fact]
    public async Task Direct_query_does_not_look()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"], ["1"])) { Holds = 3 };

        IReadOnlyList<SnowflakeRow> rows = await SnowflakeTasks.QueryDirectlyAsync("SELECT 1", Connector, new Dictionary<string, object?> { ["a"] = 1 }, Token);

        rows[0]["N"].ShouldBe(1L);
        script.Looks.ShouldBe(0);
    }

    [Fact]
    public async Task Queries_of_a_transaction_run_in_one_session_between_its_beginning_and_its_end()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static body => SnowflakeOutcome.Rows(["S text"], [(string)body["sqlText"]!]));
        List<string> queries = ["INSERT INTO a VALUES (:n)", "INSERT INTO b VALUES (:n)"];

        IReadOnlyList<IReadOnlyList<SnowflakeRow>> results = await SnowflakeTasks.MultiqueryAsync(
            queries, Connector, new Dictionary<string, object?> { ["n"] = 1 }, asTransaction: true, cancellationToken: Token);

        script.Texts.ShouldBe(["BEGIN TRANSACTION", "INSERT INTO a VALUES (?)", "INSERT INTO b VALUES (?)", "COMMIT"]);
        results.Select(static rows => rows[0][0]).ShouldBe(["INSERT INTO a VALUES (?)", "INSERT INTO b VALUES (?)"]);
        queries.Count.ShouldBe(2);
        Peer.Logins.Count.ShouldBe(1);
        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task Results_of_beginning_and_end_are_given_where_they_are_asked_for()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static body => SnowflakeOutcome.Rows(["S text"], [(string)body["sqlText"]!]));

        IReadOnlyList<IReadOnlyList<SnowflakeRow>> results = await SnowflakeTasks.MultiqueryAsync(
            ["SELECT 1"], Connector, asTransaction: true, returnTransactionControlResults: true, cancellationToken: Token);

        results.Select(static rows => rows[0][0]).ShouldBe(["BEGIN TRANSACTION", "SELECT 1", "COMMIT"]);
    }

    [Fact]
    public async Task Query_that_fails_within_a_transaction_ends_the_session_without_a_commit()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static body => (string)body["sqlText"]! == "SELECT 2" ? SnowflakeOutcome.Failed("002003", "No.", "42S02") : SnowflakeOutcome.Rows(["S text"]));

        await Should.ThrowAsync<SnowflakeException>(() => SnowflakeTasks.MultiqueryAsync(["SELECT 1", "SELECT 2", "SELECT 3"], Connector, asTransaction: true, cancellationToken: Token));

        script.Texts.ShouldBe(["BEGIN TRANSACTION", "SELECT 1", "SELECT 2"]);
        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task Session_that_is_lost_within_a_transaction_is_not_signed_in_to_anew()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Rows(["S text"]));
        script.Outcome = body =>
        {
            if ((string)body["sqlText"]! == "SELECT 1")
            {
                Peer.EndSessions();
            }

            return SnowflakeOutcome.Rows(["S text"]);
        };

        await Should.ThrowAsync<SnowflakeException>(() => SnowflakeTasks.MultiqueryAsync(["SELECT 1", "SELECT 2"], Connector, asTransaction: true, cancellationToken: Token));

        script.Texts.ShouldNotContain("SELECT 2");
        script.Texts.ShouldNotContain("COMMIT");
    }

    [Fact]
    public async Task Queries_run_as_tasks_of_a_flow()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"], ["42"]));
        SnowflakeConnector connector = Connector;
        Flow<long> count = Flow.Define("count", async () => (await SnowflakeTasks.QueryTask.RunAsync("SELECT 42", connector, null, 1))[0].Get<long>("N"));

        (await count.RunAsync(Token)).ShouldBe(42);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(86_401)]
    public async Task Pause_between_looks_has_a_range(int seconds)
    {
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => SnowflakeTasks.QueryAsync("SELECT 1", Connector, pollFrequencySeconds: seconds, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentOutOfRangeException>(() => SnowflakeTasks.MultiqueryAsync(["SELECT 1"], Connector, pollFrequencySeconds: seconds, cancellationToken: Token));
    }

    [Fact]
    public async Task Nothing_is_sent_where_arguments_are_missing()
    {
        using IDisposable scope = Reach();
        await Should.ThrowAsync<ArgumentException>(() => SnowflakeTasks.QueryAsync(" ", Connector, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => SnowflakeTasks.QueryAsync("SELECT 1", null!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentNullException>(() => SnowflakeTasks.MultiqueryAsync(null!, Connector, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => SnowflakeTasks.MultiqueryAsync(["SELECT 1", ""], Connector, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => SnowflakeTasks.QueryDirectlyAsync("SELECT ?", Connector, new object?[] { 1, 2 }, Token));
        Peer.Logins.ShouldBeEmpty();
    }
}
