using System.Data;
using System.Text.Json.Nodes;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Postgres;

public sealed class PostgresStatementTests(PostgresServer server) : PostgresTest(server)
{
    [Fact]
    public async Task Casts_are_no_parameters()
    {
        (await Connector.FetchOneAsync("SELECT '12:30'::time", cancellationToken: Token))![0].ShouldBe(new TimeOnly(12, 30));
        (await Connector.FetchOneAsync("SELECT :text::int + 1", With(("text", "41")), cancellationToken: Token))![0].ShouldBe(42);
        (await Connector.FetchOneAsync(@"SELECT $$:a$$ || E'\':b' || :c", With(("c", "!")), cancellationToken: Token))![0].ShouldBe(":a':b!");
    }

    [Fact]
    public async Task Values_of_every_kind_come_back()
    {
        Guid id = Guid.NewGuid();
        DateTimeOffset moment = new(2026, 11, 21, 8, 30, 0, TimeSpan.FromHours(2));
        object?[]? row = await Connector.FetchOneAsync(
            "SELECT :a::int, :b::bigint, :c::numeric, :d::float8, :e::boolean, :f::text, :g::bytea, :h::uuid, :i::timestamptz, :j::date, :k::jsonb ->> 'x', :l::text, :m::int[]",
            With(
                ("a", 1), ("b", 2L), ("c", 3.25m), ("d", 4.5), ("e", true), ("f", "text"), ("g", new byte[] { 1, 2 }), ("h", id), ("i", moment),
                ("j", new DateOnly(2026, 11, 21)), ("k", new JsonObject { ["x"] = "y" }), ("l", null), ("m", new[] { 1, 2 })),
            cancellationToken: Token);

        row.ShouldNotBeNull()[..9].ShouldBe([1, 2L, 3.25m, 4.5, true, "text", new byte[] { 1, 2 }, id, moment.UtcDateTime]);
        row[10..].ShouldBe(["y", null, new[] { 1, 2 }]);
    }

    [Fact]
    public async Task Text_of_a_date_goes_into_a_column_of_dates()
    {
        await Connector.ExecuteAsync($"CREATE TABLE {Table} (day date, amount numeric)", cancellationToken: Token);
        await Connector.ExecuteAsync($"INSERT INTO {Table} VALUES (:day, :amount)", With(("day", "2026-11-21"), ("amount", "1.5")), cancellationToken: Token);

        (await Connector.FetchOneAsync($"SELECT day::text, amount FROM {Table}", cancellationToken: Token)).ShouldBe(["2026-11-21", 1.5m]);
    }

    [Fact]
    public async Task Parameters_by_position_are_those_of_the_list()
    {
        (await Connector.FetchOneAsync("SELECT ? || %s", ["a", "b"], cancellationToken: Token))![0].ShouldBe("ab");
        (await Connector.FetchOneAsync("SELECT $2::text || $1::text", ["a", "b"], cancellationToken: Token))![0].ShouldBe("ba");
        (await Connector.FetchOneAsync("SELECT '{\"k\": 1}'::jsonb ?? ?", ["k"], cancellationToken: Token))![0].ShouldBe(true);
        (await Should.ThrowAsync<ArgumentException>(() => Connector.FetchOneAsync("SELECT ?", ["a", "b"], cancellationToken: Token)))
            .Message.ShouldContain("places for 1 parameters, and 2 were given");
    }

    [Fact]
    public async Task Several_statements_are_run_together()
    {
        await Connector.ExecuteAsync($"CREATE TABLE {Table} (id int); INSERT INTO {Table} VALUES (:id); INSERT INTO {Table} VALUES (:id + 1)", With(("id", 1)), cancellationToken: Token);
        (await Connector.FetchAllAsync($"SELECT id FROM {Table} ORDER BY 1", cancellationToken: Token)).Select(row => row[0]).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Statement_that_is_run_many_times_tells_which_set_was_refused_and_changes_nothing()
    {
        await Connector.ExecuteAsync($"CREATE TABLE {Table} (id int PRIMARY KEY)", cancellationToken: Token);
        IReadOnlyList<object?>[] sets = [.. Enumerable.Range(0, 450).Select(id => new object?[] { id == 333 ? 7 : id })];

        SqlDatabaseException refused = await Should.ThrowAsync<SqlDatabaseException>(
            () => Connector.ExecuteManyAsync($"INSERT INTO {Table} VALUES (?)", sets, cancellationToken: Token));

        refused.ErrorCode.ShouldBe("23505");
        refused.Message.ShouldContain("It was set 334 of 450 of the parameters; none of them changed anything.");
        (await Connector.FetchOneAsync($"SELECT count(*) FROM {Table}", cancellationToken: Token))![0].ShouldBe(0L);
        sets[333] = [333];
        (await Connector.ExecuteManyAsync($"INSERT INTO {Table} VALUES (?)", sets, cancellationToken: Token)).ShouldBe(450);
    }

    [Fact]
    public async Task Statement_that_runs_in_no_transaction_is_run_when_that_is_asked_for()
    {
        await Connector.ExecuteAsync($"CREATE TABLE {Table} (id int)", cancellationToken: Token);

        SqlDatabaseException refused = await Should.ThrowAsync<SqlDatabaseException>(() => Connector.ExecuteAsync($"VACUUM {Table}", cancellationToken: Token));
        refused.ErrorCode.ShouldBe("25001");
        refused.Message.ShouldContain("AutoCommit");

        await Connector.ExecuteAsync($"VACUUM {Table}", options: new() { AutoCommit = true }, cancellationToken: Token);
    }

    [Fact]
    public async Task Isolation_and_timeout_reach_the_server()
    {
        (await Connector.FetchOneAsync("SHOW transaction_isolation", null, new() { IsolationLevel = IsolationLevel.Serializable }, Token))![0].ShouldBe("serializable");
        SqlDatabaseException late = await Should.ThrowAsync<SqlDatabaseException>(
            () => Connector.FetchOneAsync("SELECT pg_sleep(100)", null, new() { Timeout = TimeSpan.FromSeconds(1) }, Token));
        late.Message.ShouldContain("give it more time");
        late.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Cancelling_ends_the_statement_on_the_server()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        string mark = $"mark-{Guid.NewGuid():N}";
        Task<object?[]?> sleeping = Connector.FetchOneAsync($"SELECT pg_sleep(100), '{mark}'", cancellationToken: cancelled.Token);
        await UntilRunningAsync(mark, 1);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sleeping);
        await UntilRunningAsync(mark, 0);
    }

    [Fact]
    public async Task Blocking_statement_is_ended_by_its_token_too()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        string mark = $"mark-{Guid.NewGuid():N}";
        Task<int> sleeping = Task.Run(() => Connector.Execute($"SELECT pg_sleep(100), '{mark}'", cancellationToken: cancelled.Token), Token);
        await UntilRunningAsync(mark, 1);

        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => sleeping);
    }

    [Fact]
    public async Task Row_that_is_returned_by_an_insert_counts_once_the_block_is_closed()
    {
        await Connector.ExecuteAsync($"CREATE TABLE {Table} (id int)", cancellationToken: Token);
        await using SqlAlchemyConnector other = Connector with { };
        (await other.FetchOneAsync($"INSERT INTO {Table} VALUES (1) RETURNING id", cancellationToken: Token))![0].ShouldBe(1);
        (await Connector.FetchOneAsync<long>($"SELECT count(*) FROM {Table}", cancellationToken: Token)).ShouldBe(0);
        await Connector.ResetConnectionsAsync();

        await other.CloseAsync();

        (await Connector.FetchOneAsync<long>($"SELECT count(*) FROM {Table}", cancellationToken: Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Cursor_whose_connection_broke_is_not_begun_anew_unasked()
    {
        const string Numbers = "SELECT g, repeat('x', 1000) FROM generate_series(1, 100000) g";
        (await Connector.FetchOneAsync(Numbers, cancellationToken: Token))![0].ShouldBe(1);
        await using SqlAlchemyConnector other = Connector with { };
        await other.ExecuteAsync(
            "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE query LIKE '%generate_series(1, 100000)%' AND pid <> pg_backend_pid()", cancellationToken: Token);

        SqlDatabaseException broken = await Should.ThrowAsync<SqlDatabaseException>(() => Connector.FetchAllAsync(Numbers, cancellationToken: Token));
        SqlDatabaseException again = await Should.ThrowAsync<SqlDatabaseException>(() => Connector.FetchOneAsync(Numbers, cancellationToken: Token));
        await Connector.ResetConnectionsAsync();

        broken.IsTransient.ShouldBeTrue();
        again.Message.ShouldContain("Reset the connections");
        (await Connector.FetchOneAsync(Numbers, cancellationToken: Token))![0].ShouldBe(1);
    }

    private async Task UntilRunningAsync(string mark, long count)
    {
        await using SqlAlchemyConnector watcher = Connector with { };
        long running = -1;
        while (running != count)
        {
            running = await watcher.FetchOneAsync<long>(
                "SELECT count(*) FROM pg_stat_activity WHERE state = 'active' AND query LIKE '%' || :mark || '%' AND pid <> pg_backend_pid()", With(("mark", mark)), cancellationToken: Token);
            await watcher.ResetConnectionsAsync();
        }
    }
}
