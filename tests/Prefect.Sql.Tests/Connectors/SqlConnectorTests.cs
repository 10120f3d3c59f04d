using System.Data;
using System.Data.Common;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Sql.Tests.Connectors;

public sealed class SqlConnectorTests : SqlTest
{
    private const string Ports = "SELECT id, name FROM ports ORDER BY id";

    [Fact]
    public async Task Statements_run_as_a_user_of_Python_would_run_them()
    {
        await using SqlAlchemyConnector ports = Sqlite();
        await ports.ExecuteAsync("CREATE TABLE IF NOT EXISTS ports (id INTEGER, name VARCHAR(100))", cancellationToken: Token);
        (await ports.ExecuteAsync("INSERT INTO ports VALUES (:id, :name)", With(("id", 1), ("name", "Hamburg")), cancellationToken: Token)).ShouldBe(1);
        (await ports.ExecuteManyAsync(
            "INSERT INTO ports VALUES (:id, :name)",
            [With(("id", 2), ("name", "Rotterdam")), With(("id", 3), ("name", "Antwerp")), With(("id", 4), ("name", "Bremen"))],
            cancellationToken: Token)).ShouldBe(3);

        IReadOnlyList<object?[]> rows = await ports.FetchAllAsync(Ports, cancellationToken: Token);

        rows.Select(row => row[1]).ShouldBe(["Hamburg", "Rotterdam", "Antwerp", "Bremen"]);
    }

    [Fact]
    public async Task Nothing_is_opened_before_the_first_use()
    {
        SqlAlchemyConnector connector = Sqlite();
        _ = connector.GetUrl();
        _ = connector.ToString();
        System.IO.File.Exists(File).ShouldBeFalse();

        await connector.ExecuteAsync("CREATE TABLE ports (id INTEGER)", cancellationToken: Token);

        System.IO.File.Exists(File).ShouldBeTrue();
    }

    [Fact]
    public async Task The_engine_is_made_once_and_made_anew_after_closing()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 2);
        DbDataSource engine = connector.GetEngine();
        connector.GetEngine().ShouldBeSameAs(engine);
        (await connector.GetClientAsync(SqlClientType.Engine, Token)).ShouldBeSameAs(engine);

        await connector.CloseAsync();

        (await connector.FetchAllAsync(Ports, cancellationToken: Token)).Count.ShouldBe(2);
        connector.GetEngine().ShouldNotBeSameAs(engine);
    }

    [Fact]
    public async Task Options_are_part_of_what_tells_cursors_apart()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 3);
        SqlExecutionOptions patient = new() { Timeout = TimeSpan.FromSeconds(90) };

        (await connector.FetchOneAsync(Ports, cancellationToken: Token))![0].ShouldBe(1L);
        (await connector.FetchOneAsync(Ports, null, patient, Token))![0].ShouldBe(1L);
        (await connector.FetchOneAsync(Ports, null, patient with { }, Token))![0].ShouldBe(2L);
        (await connector.FetchOneAsync(Ports, cancellationToken: Token))![0].ShouldBe(2L);
    }

    [Fact]
    public async Task Values_that_were_changed_after_the_call_make_another_cursor()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 3);
        byte[] bytes = [1];

        await connector.FetchOneAsync("SELECT :bytes UNION ALL SELECT x'00'", With(("bytes", bytes)), cancellationToken: Token);
        bytes[0] = 2;
        object?[]? row = await connector.FetchOneAsync("SELECT :bytes UNION ALL SELECT x'00'", With(("bytes", bytes)), cancellationToken: Token);

        row![0].ShouldBe(new byte[] { 2 });
    }

    [Fact]
    public async Task A_row_that_is_returned_by_an_insert_counts_once_the_connections_are_reset()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 0);
        await using SqlAlchemyConnector other = Sqlite();
        await other.ExecuteAsync("PRAGMA journal_mode = WAL", cancellationToken: Token);

        (await connector.FetchOneAsync("INSERT INTO ports VALUES (1, 'Hamburg') RETURNING id", cancellationToken: Token))![0].ShouldBe(1L);
        (await other.FetchAllAsync(Ports, cancellationToken: Token)).ShouldBeEmpty();
        await connector.ResetConnectionsAsync();
        await other.ResetConnectionsAsync();

        (await other.FetchAllAsync(Ports, cancellationToken: Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Set_that_is_refused_is_told_by_its_number_and_none_of_the_sets_counts()
    {
        await using SqlAlchemyConnector connector = Sqlite();
        await connector.ExecuteAsync("CREATE TABLE ports (id INTEGER PRIMARY KEY)", cancellationToken: Token);

        SqlDatabaseException refused = await Should.ThrowAsync<SqlDatabaseException>(() => connector.ExecuteManyAsync(
            "INSERT INTO ports VALUES (?)", [[1], [2], [1]], cancellationToken: Token));

        refused.Message.ShouldContain("It was set 3 of 3 of the parameters; none of them changed anything.");
        refused.ErrorCode.ShouldBe("SQLITE-19");
        (await connector.FetchAllAsync("SELECT id FROM ports", cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Transaction_is_rolled_back_when_the_work_throws_and_committed_when_it_returns()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 0);

        await Should.ThrowAsync<InvalidDataException>(() => connector.InTransactionAsync(
            async (scope, token) =>
            {
                await InsertAsync(scope.CreateCommand(), token);
                throw new InvalidDataException("half way");
            },
            Token));
        (await connector.FetchAllAsync(Ports, cancellationToken: Token)).ShouldBeEmpty();
        await connector.ResetConnectionsAsync();

        int changed = await connector.InTransactionAsync((scope, token) => InsertAsync(scope.CreateCommand(), token), Token);

        changed.ShouldBe(1);
        (await connector.FetchAllAsync(Ports, cancellationToken: Token)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Transaction_that_is_not_committed_leaves_no_data()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 0);

        await using (SqlTransactionScope scope = await connector.BeginAsync(cancellationToken: Token))
        {
            await InsertAsync(scope.CreateCommand(), Token);
        }

        using (SqlTransactionScope scope = connector.Begin(IsolationLevel.Serializable, Token))
        {
            using DbCommand command = scope.CreateCommand();
            command.CommandText = "INSERT INTO ports VALUES (2, 'Bremen')";
            command.ExecuteNonQuery();
            scope.Commit();
        }

        (await connector.FetchAllAsync(Ports, cancellationToken: Token)).Select(row => row[0]).ShouldBe([2L]);
    }

    [Fact]
    public async Task Connection_of_ones_own_is_open_and_has_no_transaction()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 0);
        await using (DbConnection connection = await connector.GetConnectionAsync(Token))
        {
            connection.State.ShouldBe(ConnectionState.Open);
            await using DbTransaction transaction = await connection.BeginTransactionAsync(Token);
            DbCommand command = connection.CreateCommand();
            await InsertAsync(command, Token);
        }

        (await connector.FetchAllAsync(Ports, cancellationToken: Token)).ShouldBeEmpty();
        await using IAsyncDisposable other = await connector.GetClientAsync(SqlClientType.Connection, Token);
        other.ShouldBeAssignableTo<DbConnection>();
    }

    [Fact]
    public async Task There_are_no_other_clients()
    {
        ArgumentOutOfRangeException exception = await Should.ThrowAsync<ArgumentOutOfRangeException>(() => Sqlite().GetClientAsync((SqlClientType)7, Token));
        exception.Message.ShouldContain("the engine or a connection");
        Should.Throw<ArgumentOutOfRangeException>(() => Sqlite().GetClient((SqlClientType)7, Token));
    }

    [Fact]
    public async Task Two_blocks_of_one_document_have_cursors_of_their_own()
    {
        await using TemporaryStore store = new();
        SqlAlchemyConnector saved = await FilledAsync(Sqlite(), 3);
        await saved.SaveAsync("ports", store: store.Store, cancellationToken: Token);
        await using SqlAlchemyConnector first = await SqlAlchemyConnector.LoadAsync("ports", store: store.Store, cancellationToken: Token);
        await using SqlAlchemyConnector second = await SqlAlchemyConnector.LoadAsync("ports", store: store.Store, cancellationToken: Token);

        (await first.FetchManyAsync(Ports, size: 2, cancellationToken: Token)).Count.ShouldBe(2);
        (await second.FetchOneAsync(Ports, cancellationToken: Token))![0].ShouldBe(1L);
        first.GetEngine().ShouldBeSameAs(second.GetEngine());
        await first.CloseAsync();

        (await second.FetchOneAsync(Ports, cancellationToken: Token))![0].ShouldBe(2L);
    }

    [Fact]
    public async Task Copy_has_cursors_of_its_own()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 2);
        await connector.FetchOneAsync(Ports, cancellationToken: Token);
        await using SqlAlchemyConnector copy = connector with { };

        (await copy.FetchOneAsync(Ports, cancellationToken: Token))![0].ShouldBe(1L);
    }

    [Fact]
    public async Task Database_in_memory_is_one_for_all_that_a_block_does_and_is_gone_once_it_is_closed()
    {
        SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString("sqlite+pysqlite://") };
        await FilledAsync(connector, 3);
        (await connector.FetchOneAsync(Ports, cancellationToken: Token))![0].ShouldBe(1L);
        await connector.ExecuteAsync("INSERT INTO ports VALUES (4, 'Bremen')", cancellationToken: Token);
        await connector.CloseAsync();

        await Should.ThrowAsync<SqlDatabaseException>(() => connector.FetchOneAsync(Ports, cancellationToken: Token));
        await connector.CloseAsync();
    }

    [Fact]
    public async Task Fetch_size_that_cannot_be_is_named()
    {
        SqlConfigurationException exception = await Should.ThrowAsync<SqlConfigurationException>(
            () => (Sqlite() with { FetchSize = 0 }).FetchManyAsync(Ports, cancellationToken: Token));
        exception.Field.ShouldBe("fetch_size");
    }

    [Fact]
    public async Task Arguments_of_the_connection_reach_the_driver()
    {
        await using SqlAlchemyConnector connector = Sqlite() with { ConnectArgs = new JsonObject { ["timeout"] = 7.2, ["check_same_thread"] = false } };
        await using DbConnection connection = await connector.GetConnectionAsync(Token);
        connection.CreateCommand().CommandTimeout.ShouldBe(8);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_ends_a_statement_that_runs_for_ever(bool blocks)
    {
        const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        await using SqlAlchemyConnector connector = Sqlite();
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task<object?[]?> counting = Task.Run(
            () => blocks ? Task.FromResult(connector.FetchOne(Endless, cancellationToken: cancelled.Token)) : connector.FetchOneAsync(Endless, cancellationToken: cancelled.Token), Token);
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(50));

        await Should.ThrowAsync<OperationCanceledException>(() => counting);
        (await connector.FetchOneAsync<long>("SELECT 1", cancellationToken: Token)).ShouldBe(1);
    }

    [Fact]
    public void Every_asynchronous_member_has_a_twin()
    {
        foreach (System.Reflection.MethodInfo method in typeof(SqlConnector).GetMethods().Where(method => method.DeclaringType == typeof(SqlConnector)))
        {
            // Work that is awaited has no blocking form: Begin has.
            if (method.Name.EndsWith("Async", StringComparison.Ordinal) && method.Name is not ("DisposeAsync" or "InTransactionAsync"))
            {
                string[] parameters = [.. method.GetParameters().Select(parameter => parameter.ParameterType.ToString())];
                typeof(SqlConnector).GetMethods().ShouldContain(
                    twin => twin.Name == method.Name.Replace("Async", "", StringComparison.Ordinal)
                        && twin.GetParameters().Select(parameter => parameter.ParameterType.ToString()).SequenceEqual(parameters),
                    method.ToString());
            }
        }
    }

    private static async Task<int> InsertAsync(DbCommand command, CancellationToken cancellationToken)
    {
        await using (command)
        {
            command.CommandText = "INSERT INTO ports VALUES (1, 'Hamburg')";
            return await command.ExecuteNonQueryAsync(cancellationToken);
        }
    }
}
