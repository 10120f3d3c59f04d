using Prefect.Testing;

namespace Prefect.Sql.Tests.Postgres;

/// <summary>What is left before its last row, or in the middle of a wait, ends at once and not when the database is through with it.</summary>
public sealed class PostgresLeavingTests(PostgresServer server) : PostgresTest(server)
{
    // Hours, were it read to its end.
    private const string Endless = "SELECT generate_series(1, 1000000000000)";

    private static readonly TimeSpan s_longest = TimeSpan.FromSeconds(60);

    [Fact]
    public async Task Stream_that_is_left_early_is_not_read_to_its_end()
    {
        await Task.Run(
            async () =>
            {
                await foreach (object?[] row in Connector.StreamAsync(Endless, cancellationToken: Token))
                {
                    row[0].ShouldBe(1L);
                    break;
                }

                Connector.Stream(Endless, cancellationToken: Token).First()[0].ShouldBe(1L);
            },
            Token).WaitAsync(s_longest, Token);
    }

    [Fact]
    public async Task Stream_that_is_cancelled_between_two_rows_ends()
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task reading = Task.Run(
            async () =>
            {
                await foreach (object?[] row in Connector.StreamAsync(Endless, cancellationToken: cancelled.Token))
                {
                    await cancelled.CancelAsync();
                }
            },
            Token);

        await Should.ThrowAsync<OperationCanceledException>(() => reading.WaitAsync(s_longest, Token));
        (await Connector.FetchOneAsync<int>("SELECT 1", cancellationToken: Token)).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Fetch_that_is_cancelled_on_its_way_ends_and_no_row_is_lost_unnoticed(bool blocks)
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        (await Connector.FetchOneAsync(Endless, cancellationToken: Token))![0].ShouldBe(1L);
        Task reading = Task.Run(() => blocks ? Task.FromResult(Connector.FetchAll(Endless, cancellationToken: cancelled.Token)) : Connector.FetchAllAsync(Endless, cancellationToken: cancelled.Token), Token);
        cancelled.CancelAfter(TimeSpan.FromMilliseconds(200));

        await Should.ThrowAsync<OperationCanceledException>(() => reading.WaitAsync(s_longest, Token));

        (await Should.ThrowAsync<SqlDatabaseException>(() => Connector.FetchOneAsync(Endless, cancellationToken: Token))).Message.ShouldContain("Reset the connections");
        await Connector.ResetConnectionsAsync().WaitAsync(s_longest, Token);
        (await Connector.FetchOneAsync<int>("SELECT 1", cancellationToken: Token)).ShouldBe(1);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Sets_that_are_cancelled_on_their_way_are_told_as_such(bool blocks)
    {
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        object?[][] sets = [[0], [100]];
        string text = $"SELECT pg_sleep(?) /* {Table} */";
        Task running = Task.Run(
            () => blocks ? Task.FromResult(Connector.ExecuteMany(text, sets, cancellationToken: cancelled.Token)) : Connector.ExecuteManyAsync(text, sets, cancellationToken: cancelled.Token), Token);
        cancelled.CancelAfter(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(() => running.WaitAsync(s_longest, Token));
    }

    [Fact]
    public async Task Wait_for_the_next_row_is_ended_by_the_token_of_a_blocking_fetch()
    {
        const string Text = "SELECT CASE WHEN g = 9000 THEN pg_sleep(100)::text ELSE repeat('x', 100) END FROM (SELECT generate_series(1, 9000) AS g) n";
        using CancellationTokenSource cancelled = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Connector.FetchOne(Text, cancellationToken: Token).ShouldNotBeNull();
        Task reading = Task.Run(() => Connector.FetchAll(Text, cancellationToken: cancelled.Token), Token);
        cancelled.CancelAfter(TimeSpan.FromSeconds(1));

        await Should.ThrowAsync<OperationCanceledException>(() => reading.WaitAsync(s_longest, Token));
    }
}
