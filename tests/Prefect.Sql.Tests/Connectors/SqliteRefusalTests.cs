using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Sql.Tests.Connectors;

public sealed class SqliteRefusalTests : SqlTest
{
    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Token_ends_the_wait_for_a_next_row_that_never_comes(bool blocks)
    {
        const string Endless = "WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n) SELECT i FROM n WHERE i = 1";
        await using SqlAlchemyConnector connector = Sqlite();
        (await connector.FetchOneAsync<long>(Endless, cancellationToken: Token)).ShouldBe(1);
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task counting = Task.Run(
            () => blocks ? Task.FromResult(connector.FetchAll(Endless, cancellationToken: cancelled.Token)) : connector.FetchAllAsync(Endless, cancellationToken: cancelled.Token), Token);
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => counting.WaitAsync(s_longest, Token));
    }

    [Fact]
    public async Task Sets_that_are_cancelled_on_their_way_are_told_as_such()
    {
        const string Endless = "WITH RECURSIVE n(i) AS (SELECT ? UNION ALL SELECT i + 1 FROM n) SELECT count(*) FROM n";
        await using SqlAlchemyConnector connector = Sqlite();
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task counting = Task.Run(() => connector.ExecuteManyAsync(Endless, [[1], [2]], cancellationToken: cancelled.Token), Token);
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => counting.WaitAsync(s_longest, Token));
    }

    [Fact]
    public async Task Transaction_that_cannot_begin_is_told_as_every_other_refusal()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite() with { ConnectArgs = new JsonObject { ["timeout"] = 1 } }, 1);
        await using SqlTransactionScope scope = await connector.BeginAsync(cancellationToken: Token);

        SqlDatabaseException refused = await Should.ThrowAsync<SqlDatabaseException>(() => connector.BeginAsync(cancellationToken: Token));

        refused.ErrorCode.ShouldBe("SQLITE-5");
        refused.IsTransient.ShouldBeTrue();
    }

    [Fact]
    public async Task All_sets_of_a_statement_that_begins_with_WITH_count_or_none()
    {
        await using SqlAlchemyConnector connector = Sqlite();
        await connector.ExecuteAsync("CREATE TABLE ports (id INTEGER PRIMARY KEY)", cancellationToken: Token);

        await Should.ThrowAsync<SqlDatabaseException>(() => connector.ExecuteManyAsync(
            "WITH n(i) AS (SELECT ?) INSERT INTO ports SELECT i FROM n", [[1], [2], [1]], cancellationToken: Token));

        (await connector.FetchAllAsync("SELECT id FROM ports", cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stream_of_a_statement_that_begins_with_WITH_is_rolled_back_when_it_is_left()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 0);

        connector.Stream("WITH n(i) AS (VALUES (1), (2)) INSERT INTO ports SELECT i, 'x' FROM n RETURNING id", cancellationToken: Token).First()[0].ShouldBe(1L);

        (await connector.FetchAllAsync("SELECT id FROM ports", cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Password_without_a_library_that_encrypts_is_told()
    {
        await using SqlAlchemyConnector connector = new() { ConnectionInfo = new SecretString($"sqlite+pysqlcipher://:canary-cipher-81@/{File}") };
        Exception exception = await Should.ThrowAsync<SqlConfigurationException>(() => connector.FetchOneAsync("SELECT 1", cancellationToken: Token));
        exception.ToString().ShouldNotContain("canary-cipher-81");
        (await connector.CheckAsync(Token)).Succeeded.ShouldBeFalse();
    }

    [Fact]
    public async Task Value_of_no_usable_type_is_the_callers_mistake()
    {
        await using SqlAlchemyConnector connector = Sqlite();
        await Should.ThrowAsync<ArgumentException>(() => connector.FetchOneAsync("SELECT :a", With(("a", new object())), Token));
        await Should.ThrowAsync<ArgumentException>(() => connector.ExecuteAsync("SELECT :a", With(("a", new Version(1, 2))), cancellationToken: Token));
    }

    [Fact]
    public async Task Many_write_into_one_database_in_memory()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(new SqlAlchemyConnector { ConnectionInfo = new SecretString("sqlite://") }, 0);
        await Task.WhenAll(Enumerable.Range(0, 20).Select(id => Task.Run(() => connector.ExecuteAsync("INSERT INTO ports VALUES (?, 'x')", [id], cancellationToken: Token))));
        (await connector.FetchOneAsync<long>("SELECT count(*) FROM ports", cancellationToken: Token)).ShouldBe(20);
    }
}
