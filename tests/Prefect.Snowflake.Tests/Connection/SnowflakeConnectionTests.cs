using System.Data;
using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Dapper;
using Prefect.Testing;

namespace Prefect.Snowflake.Tests.Connection;

public sealed class SnowflakeConnectionTests : SnowflakeTest
{
    private static SnowflakeOutcome Done => SnowflakeOutcome.Rows(["status text"], ["Statement executed successfully."]);

    [Fact]
    public async Task Connection_is_opened_and_closed_and_tells_each_change()
    {
        using IDisposable scope = Reach();
        List<ConnectionState> states = [];
        SnowflakeConnection connection = Credentials.GetClient(new SnowflakeConnectOptions { Database = "SHOP", Schema = "PUBLIC", Warehouse = "SMALL" }).CreateConnection();
        connection.StateChange += (_, change) => states.Add(change.CurrentState);
        connection.State.ShouldBe(ConnectionState.Closed);
        Should.Throw<InvalidOperationException>(() => connection.CreateCommand().ExecuteScalar());

        await connection.OpenAsync(Token);
        await Should.ThrowAsync<InvalidOperationException>(() => connection.OpenAsync(Token));
        connection.Database.ShouldBe("SHOP");
        connection.ServerVersion.ShouldNotBeEmpty();
        connection.ConnectionString.ShouldContain(Peer.Account);
        connection.ConnectionString.ShouldNotContain(Peer.User.Password);
        Should.Throw<NotSupportedException>(() => connection.ConnectionString = "account=other");
        await connection.CloseAsync();
        await connection.DisposeAsync();

        states.ShouldBe([ConnectionState.Connecting, ConnectionState.Open, ConnectionState.Closed]);
        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task Sign_in_that_is_refused_leaves_the_connection_closed()
    {
        using IDisposable scope = Reach();
        SnowflakeConnection connection = (Credentials with { Password = "wrong-password-of-a-connection" }).GetClient().CreateConnection();

        await Should.ThrowAsync<SnowflakeException>(() => connection.OpenAsync(Token));

        connection.State.ShouldBe(ConnectionState.Closed);
    }

    [Fact]
    public async Task Statement_is_sent_as_the_vendors_drivers_send_it()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done);
        await using SnowflakeConnection connection = await OpenAsync();
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "SELECT :n";
        command.Parameters.Add("n", 1);

        await command.ExecuteNonQueryAsync(Token);

        JsonObject body = script.Statements.ShouldHaveSingleItem();
        body.Select(static pair => pair.Key).ShouldBe(["sqlText", "disableOfflineChunks", "asyncExec", "describeOnly", "querySubmissionTime", "bindings"]);
        RestExchange request = Peer.Queries.ShouldHaveSingleItem();
        Guid.TryParse(request.QueryValue("requestId"), out _).ShouldBeTrue();
        request.Headers["Accept"].ShouldContain("application/snowflake");
    }

    [Fact]
    public async Task Statement_that_takes_long_is_asked_for_until_it_has_ended()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"], ["7"])) { Holds = 4 };
        await using SnowflakeConnection connection = await OpenAsync();

        (await ScalarAsync(connection, "SELECT 7")).ShouldBe(7L);

        Peer.Rest.RequestsFor("GET /queries/*/result").Count.ShouldBe(4);
        script.Statements.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Address_of_a_result_that_leads_elsewhere_is_not_followed()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"], ["7"])) { Holds = 1 };
        string id = SnowflakeScript.IdOf(1);
        Peer.On("POST /queries/v1/query-request", _ => RestReply.Json(new JsonObject
        {
            ["data"] = new JsonObject { ["queryId"] = id, ["getResultUrl"] = "//elsewhere.example/queries/1/result" }, ["code"] = "333333", ["success"] = true,
        }));
        await using SnowflakeConnection connection = await OpenAsync();

        SnowflakeException unknown = await Should.ThrowAsync<SnowflakeException>(() => ScalarAsync(connection, "SELECT 7"));

        unknown.QueryId.ShouldBe(id);
        Peer.Rest.Requests.ShouldAllBe(request => request.Host == Peer.Host);
    }

    [Theory]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"done\"")]
    [InlineData("""{"rowtype":[1],"rowset":[]}""")]
    [InlineData("""{"rowtype":[],"rowset":[],"chunks":[1]}""")]
    [InlineData("""{"rowtype":[],"rowset":[],"chunks":[{"url":"file:///etc/passwd"}]}""")]
    [InlineData("""{"rowtype":[{"name":"N","type":"fixed"}],"rowset":[[{}]]}""")]
    public async Task Answer_in_another_form_is_an_error_of_the_service(string data)
    {
        using IDisposable scope = Reach();
        Peer.On("POST /queries/v1/query-request", _ => RestReply.Json($$"""{"success":true,"data":{{data}}}"""));
        await using SnowflakeConnection connection = await OpenAsync();

        (await Should.ThrowAsync<SnowflakeException>(() => ScalarAsync(connection, "SELECT 1"))).Message.ShouldContain("Could not");
    }

    [Fact]
    public async Task Lost_answer_is_asked_for_again_with_the_same_id_so_that_nothing_runs_twice()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => Done);
        int sent = 0;
        Peer.Rest.On("POST /queries/v1/query-request", _ => Interlocked.Increment(ref sent) < 3 ? RestReply.Reset() : null);
        await using SnowflakeConnection connection = await OpenAsync();

        await ScalarAsync(connection, "INSERT INTO t VALUES (1)");

        Peer.Queries.Select(static request => request.QueryValue("requestId")).Distinct().Count().ShouldBe(1);
        Peer.Queries.Count.ShouldBe(3);
    }

    [Fact]
    public async Task Cancelling_ends_the_statement_by_the_id_of_its_request()
    {
        using IDisposable scope = Reach();
        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        using CancellationTokenSource ending = new();
        SnowflakeScript script = new(Peer, _ =>
        {
            ending.CancelAfter(1);
            return Done;
        }) { Held = never.Task };
        await using SnowflakeConnection connection = await OpenAsync();

        await Should.ThrowAsync<OperationCanceledException>(async () =>
        {
            await using SnowflakeCommand command = connection.CreateCommand();
            command.CommandText = "SELECT 1";
            await command.ExecuteNonQueryAsync(ending.Token);
        });

        never.SetResult();
        script.Aborted.ShouldBe([Peer.Queries.ShouldHaveSingleItem().QueryValue("requestId")!]);
    }

    [Fact]
    public async Task Statement_that_runs_for_too_long_is_cancelled()
    {
        using IDisposable scope = Reach();
        TaskCompletionSource never = new(TaskCreationOptions.RunContinuationsAsynchronously);
        SnowflakeScript script = new(Peer, static _ => Done) { Held = never.Task };
        await using SnowflakeConnection connection = await OpenAsync();
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 1";
        command.CommandTimeout = 30;
        Clock.JumpsToTimers = false;
        Task running = command.ExecuteNonQueryAsync(Token);
        await Clock.WaitedForAsync(TimeSpan.FromSeconds(30), Token);
        while (Peer.Queries.Count == 0)
        {
            await Task.Yield();
        }

        Clock.Advance(TimeSpan.FromSeconds(30));

        await Should.ThrowAsync<TimeoutException>(() => running);
        never.SetResult();
        script.Aborted.ShouldBe([Peer.Queries[0].QueryValue("requestId")!]);
    }

    [Fact]
    public async Task Several_statements_of_one_text_give_their_results_one_after_another()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done);
        script.Outcome = static body => (string)body["sqlText"]! switch
        {
            "1" => SnowflakeOutcome.Changed("inserted", 2),
            "2" => SnowflakeOutcome.Rows(["N fixed 0"], ["7"], ["8"]),
            _ => Done,
        };
        await using SnowflakeConnection connection = await OpenAsync();
        await ScalarAsync(connection, "1");
        await ScalarAsync(connection, "2");
        script.Outcome = static _ => SnowflakeOutcome.Rows(["multiple text"], ["Multiple statements executed successfully."])
            .With("resultIds", $"{SnowflakeScript.IdOf(1)},{SnowflakeScript.IdOf(2)}").With("resultTypes", "12544,4096");
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "INSERT INTO t VALUES (1), (2); SELECT n FROM t";
        command.StatementCount = 2;

        await using DbDataReader reader = await command.ExecuteReaderAsync(Token);
        reader.RecordsAffected.ShouldBe(2);
        (await reader.NextResultAsync(Token)).ShouldBeTrue();
        (await reader.ReadAsync(Token)).ShouldBeTrue();
        reader.GetInt32(0).ShouldBe(7);
        (await reader.NextResultAsync(Token)).ShouldBeFalse();

        script.Statements[^1]["parameters"]!.ToJsonString().ShouldBe("""{"MULTI_STATEMENT_COUNT":2}""");
        (await command.ExecuteNonQueryAsync(Token)).ShouldBe(2);
    }

    [Fact]
    public async Task Transaction_that_is_not_committed_is_rolled_back()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done);
        await using SnowflakeConnection connection = await OpenAsync();

        await using (SnowflakeTransaction transaction = await connection.BeginTransactionAsync(Token))
        {
            transaction.Connection.ShouldBeSameAs(connection);
            await Should.ThrowAsync<InvalidOperationException>(async () => await connection.BeginTransactionAsync(Token));
            await ScalarAsync(connection, "INSERT INTO t VALUES (1)");
        }

        await using (SnowflakeTransaction transaction = await connection.BeginTransactionAsync(Token))
        {
            await transaction.CommitAsync(Token);
            await Should.ThrowAsync<InvalidOperationException>(() => transaction.CommitAsync(Token));
        }

        script.Texts.ShouldBe(["BEGIN TRANSACTION", "INSERT INTO t VALUES (1)", "ROLLBACK", "BEGIN TRANSACTION", "COMMIT"]);
        Should.Throw<ArgumentException>(() => ((DbConnection)connection).BeginTransaction(IsolationLevel.Serializable));
    }

    [Theory]
    [InlineData("begin", "commit")]
    [InlineData("BEGIN WORK;", "COMMIT WORK")]
    [InlineData("start transaction name t1", "rollback;")]
    public async Task Session_that_is_lost_is_signed_in_to_anew_outside_of_a_transaction_only(string begin, string end)
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done);
        await using SnowflakeConnection connection = await OpenAsync();
        await ScalarAsync(connection, begin);
        await ScalarAsync(connection, end);
        Peer.EndSessions();
        await ScalarAsync(connection, "SELECT 1");
        Peer.Logins.Count.ShouldBe(2);

        await ScalarAsync(connection, begin);
        Peer.EndSessions();
        await Should.ThrowAsync<SnowflakeException>(() => ScalarAsync(connection, "SELECT 2"));

        script.Texts.ShouldNotContain("SELECT 2");
        Peer.Logins.Count.ShouldBe(2);
    }

    [Fact]
    public async Task Transaction_whose_session_is_lost_is_over_once_it_is_rolled_back_and_another_can_be_begun()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done);
        await using SnowflakeConnection connection = await OpenAsync();

        await using (SnowflakeTransaction transaction = await connection.BeginTransactionAsync(Token))
        {
            Peer.EndSessions();
            await Should.ThrowAsync<SnowflakeException>(() => ScalarAsync(connection, "SELECT 1"));
            await transaction.RollbackAsync(Token);
        }

        await using (SnowflakeTransaction transaction = await connection.BeginTransactionAsync(Token))
        {
            Peer.EndSessions();
            await Should.ThrowAsync<SnowflakeException>(() => transaction.CommitAsync(Token));
        }

        await ScalarAsync(connection, "BEGIN");
        Peer.EndSessions();
        await Should.ThrowAsync<SnowflakeException>(() => ScalarAsync(connection, "ROLLBACK"));
        await ScalarAsync(connection, "SELECT 2");

        script.Texts.ShouldBe(["BEGIN TRANSACTION", "BEGIN TRANSACTION", "BEGIN", "SELECT 2"]);
    }

    [Fact]
    public async Task Transaction_that_cannot_be_rolled_back_hides_no_failure_and_goes_with_its_connection()
    {
        using IDisposable scope = Reach();
        bool isDown = false;
        _ = new SnowflakeScript(Peer, static _ => Done);
        Peer.Rest.On("POST /queries/v1/query-request", _ => isDown ? RestReply.Reset() : null);
        await using SnowflakeConnection connection = await OpenAsync();

        FormatException own = await Should.ThrowAsync<FormatException>(async () =>
        {
            await using SnowflakeTransaction transaction = await connection.BeginTransactionAsync(Token);
            isDown = true;
            throw new FormatException("The caller's own.");
        });

        own.Message.ShouldBe("The caller's own.");
        connection.State.ShouldBe(ConnectionState.Closed);
        Peer.OpenSessions.ShouldBe(0);
    }

    [Fact]
    public async Task Block_of_scripting_begins_no_transaction()
    {
        using IDisposable scope = Reach();
        _ = new SnowflakeScript(Peer, static _ => Done);
        await using SnowflakeConnection connection = await OpenAsync();
        await ScalarAsync(connection, "BEGIN\n  LET x := 1;\n  RETURN x;\nEND;");
        Peer.EndSessions();

        await ScalarAsync(connection, "SELECT 1");

        Peer.Logins.Count.ShouldBe(2);
    }

    [Fact]
    public async Task What_the_service_wants_to_be_told_with_the_next_statement_is_told()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done.With("queryContext", JsonNode.Parse(
            """{"entries":[{"id":0,"timestamp":1709210096,"priority":0,"context":"CKYM"},{"id":7,"timestamp":1709210097,"priority":1}]}""")));
        await using SnowflakeConnection connection = await OpenAsync();

        await ScalarAsync(connection, "SELECT 1");
        await ScalarAsync(connection, "SELECT 2");

        script.Statements[0].ContainsKey("queryContextDTO").ShouldBeFalse();
        script.Statements[1]["queryContextDTO"]!.ToJsonString().ShouldBe(
            """{"entries":[{"id":0,"timestamp":1709210096,"priority":0,"context":{"base64Data":"CKYM"}},{"id":7,"timestamp":1709210097,"priority":1,"context":{}}]}""");
    }

    [Fact]
    public async Task Submitted_statement_can_be_looked_at_read_and_cancelled_by_its_id()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Rows(["N fixed 0"], ["7"])) { States = ["QUEUED_REPARING_WAREHOUSE", "SOMETHING_NEW", "SUCCESS"] };
        await using SnowflakeConnection connection = await OpenAsync();
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "SELECT 7";

        string id = await command.SubmitAsync(Token);
        (await connection.GetQueryStatusAsync(id, Token)).ShouldBe(SnowflakeQueryStatus.QueuedRepairingWarehouse);
        (await connection.GetQueryStatusAsync(id, Token)).ShouldBe(SnowflakeQueryStatus.Unknown);
        await using SnowflakeDataReader reader = await connection.GetResultAsync(id, Token);
        (await reader.ReadAsync(Token)).ShouldBeTrue();
        reader.QueryId.ShouldBe(id);
        await connection.CancelQueryAsync(id, Token);

        script.Aborted.ShouldBe([id]);
        await Should.ThrowAsync<SnowflakeException>(() => connection.GetResultAsync("01b2c3d4-0000-4000-8000-999999999999", Token));
    }

    [Fact]
    public async Task Database_is_changed_by_its_quoted_name()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done.With("finalDatabaseName", "my \"db\""));
        await using SnowflakeConnection connection = await OpenAsync();

        await connection.ChangeDatabaseAsync("my \"db\"", Token);

        script.Texts.ShouldBe(["USE DATABASE \"my \"\"db\"\"\""]);
        connection.Database.ShouldBe("my \"db\"");
    }

    [Fact]
    public async Task Rows_become_typed_records_by_Dapper()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => SnowflakeOutcome.Rows(["ID fixed 0", "NAME text", "SHARE fixed 2"], ["1", "Ada", "0.50"], ["2", null, null]));
        await using SnowflakeConnection connection = await OpenAsync();

        IEnumerable<Customer> customers = await connection.QueryAsync<Customer>("SELECT id, name, share FROM t WHERE id IN :ids AND name <> :name", new { ids = new[] { 1, 2 }, name = "Eve" });

        customers.ShouldBe([new Customer { Id = 1, Name = "Ada", Share = 0.5m }, new Customer { Id = 2 }]);
        script.Texts.ShouldBe(["SELECT id, name, share FROM t WHERE id IN (?,?) AND name <> ?"]);
    }

    [Fact]
    public async Task Parameters_go_by_name_or_by_position()
    {
        using IDisposable scope = Reach();
        SnowflakeScript script = new(Peer, static _ => Done);
        await using SnowflakeConnection connection = await OpenAsync();
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = "SELECT ?, ?";
        command.Parameters.Add("", 1);
        command.Parameters.Add(new SnowflakeParameter { Value = new DateTime(2024, 2, 29), DbType = DbType.Date });
        await command.ExecuteNonQueryAsync(Token);
        command.Parameters.Clear();
        command.CommandText = "SELECT :2, :1";
        command.Parameters.Add("2", "second");
        command.Parameters.Add("1", "first");
        await command.ExecuteNonQueryAsync(Token);

        script.Statements[0]["bindings"]!.ToJsonString().ShouldBe("""{"1":{"type":"FIXED","value":"1"},"2":{"type":"DATE","value":"1709164800000"}}""");
        script.Statements[1]["bindings"]!.ToJsonString().ShouldBe("""{"1":{"type":"TEXT","value":"second"},"2":{"type":"TEXT","value":"first"}}""");
        command.Parameters.Add("", "third");
        await Should.ThrowAsync<ArgumentException>(() => command.ExecuteNonQueryAsync(Token));
    }

    private async Task<SnowflakeConnection> OpenAsync() => await Credentials.GetClient().OpenConnectionAsync(Token);

    [SuppressMessage("Security", "CA2100", Justification = "The statements are those of the tests.")]
    private static async Task<object?> ScalarAsync(SnowflakeConnection connection, string sql)
    {
        await using SnowflakeCommand command = connection.CreateCommand();
        command.CommandText = sql;
        return await command.ExecuteScalarAsync(Token);
    }

    private sealed record Customer
    {
        public long Id { get; init; }

        public string? Name { get; init; }

        public decimal? Share { get; init; }
    }
}
