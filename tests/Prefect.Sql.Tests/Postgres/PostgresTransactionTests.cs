using System.Data.Common;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Postgres;

public sealed class PostgresTransactionTests(PostgresServer server) : PostgresTest(server)
{
    [Fact]
    [SuppressMessage("Security", "CA2100", Justification = "The name of the table is the test's own.")]
    public async Task Refusal_to_commit_is_told_as_every_other()
    {
        await Connector.ExecuteAsync($"CREATE TABLE {Table} (id int UNIQUE DEFERRABLE INITIALLY DEFERRED)", cancellationToken: Token);
        string twice = $"INSERT INTO {Table} VALUES (1), (1)";

        SqlDatabaseException[] refused =
        [
            await Should.ThrowAsync<SqlDatabaseException>(() => Connector.ExecuteAsync(twice, cancellationToken: Token)),
            await Should.ThrowAsync<SqlDatabaseException>(() => Connector.StreamAsync($"{twice} RETURNING id", cancellationToken: Token).CountAsync(Token).AsTask()),
            await Should.ThrowAsync<SqlDatabaseException>(() => Connector.InTransactionAsync(
                async (scope, token) =>
                {
                    await using DbCommand command = scope.CreateCommand();
                    command.CommandText = twice;
                    return await command.ExecuteNonQueryAsync(token);
                },
                Token)),
        ];

        refused.ShouldAllBe(exception => exception.ErrorCode == "23505");
    }

    [Fact]
    public async Task Sets_outside_of_a_transaction_count_one_by_one()
    {
        await Connector.ExecuteAsync($"CREATE TABLE {Table} (id int PRIMARY KEY)", cancellationToken: Token);

        SqlDatabaseException refused = await Should.ThrowAsync<SqlDatabaseException>(
            () => Connector.ExecuteManyAsync($"INSERT INTO {Table} VALUES (?)", [[1], [2], [1], [3]], new() { AutoCommit = true }, Token));

        refused.Message.ShouldContain("It was set 3 of 4 of the parameters; the sets before it were run.");
        (await Connector.FetchAllAsync<int>($"SELECT id FROM {Table} ORDER BY id", cancellationToken: Token)).ShouldBe([1, 2]);
    }

    [Fact]
    public async Task Value_of_no_usable_type_is_the_callers_mistake()
    {
        await Should.ThrowAsync<ArgumentException>(() => Connector.FetchOneAsync("SELECT :a", With(("a", new object())), Token));
        await Should.ThrowAsync<ArgumentException>(() => Connector.ExecuteAsync("SELECT :a", With(("a", new object())), cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => Connector.ExecuteManyAsync("SELECT :a", [With(("a", new Version(1, 2)))], cancellationToken: Token));
    }

    [Fact]
    public async Task Documents_of_JSON_that_are_equal_are_one_cursor()
    {
        const string Text = "SELECT g FROM jsonb_array_elements_text(:list::jsonb) g";
        (await Connector.FetchOneAsync(Text, With(("list", new JsonArray(1, 2))), Token))![0].ShouldBe("1");
        (await Connector.FetchOneAsync(Text, With(("list", new JsonArray(1, 2))), Token))![0].ShouldBe("2");
    }

    [Fact]
    public async Task Pool_without_a_connection_left_is_told_with_what_helps()
    {
        await using SqlAlchemyConnector small = Connector with { ConnectArgs = new() { ["Maximum Pool Size"] = 1, ["Timeout"] = 1 } };
        await small.FetchOneAsync("SELECT 1", cancellationToken: Token);
        SqlDatabaseException exception = await Should.ThrowAsync<SqlDatabaseException>(() => small.FetchOneAsync("SELECT 2", cancellationToken: Token));
        exception.Message.ShouldContain("ResetConnections");
        exception.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task Server_that_is_not_named_is_told()
    {
        await using SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString("postgresql:///sales") };
        SqlConfigurationException exception = await Should.ThrowAsync<SqlConfigurationException>(() => connector.FetchOneAsync("SELECT 1", cancellationToken: Token));
        exception.Message.ShouldContain("host");
        (await connector.CheckAsync(Token)).Stage.ShouldBe(BlockCheckStage.Configuration);
    }

    [Fact]
    public async Task Options_of_libpq_that_Npgsql_has_under_other_names_are_understood()
    {
        await using SqlAlchemyConnector connector = Connector with
        {
            ConnectArgs = new()
            {
                ["keepalives"] = 1, ["keepalives_idle"] = 30, ["keepalives_interval"] = 10, ["keepalives_count"] = 5, ["gssencmode"] = "disable", ["channel_binding"] = "prefer",
            },
        };
        (await connector.FetchOneAsync<int>("SELECT 1", cancellationToken: Token)).ShouldBe(1);
    }
}
