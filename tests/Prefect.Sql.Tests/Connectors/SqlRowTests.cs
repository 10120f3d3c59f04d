namespace Prefect.Sql.Tests.Connectors;

public sealed class SqlRowTests : SqlTest
{
    private const string Ports = "SELECT id, name FROM ports ORDER BY id";

    [Fact]
    public async Task Rows_come_as_records()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 3);

        (await connector.FetchOneAsync<Port>(Ports, cancellationToken: Token)).ShouldBe(new Port(1, "row 1"));
        (await connector.FetchAllAsync<Port>(Ports, cancellationToken: Token)).ShouldBe([new Port(2, "row 2"), new Port(3, "row 3")]);
        (await connector.FetchOneAsync<Port>(Ports, cancellationToken: Token)).ShouldBeNull();
    }

    [Fact]
    public async Task Rows_come_as_dictionaries_and_arrays_of_one_cursor()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 3);

        Dictionary<string, object?> first = (await connector.FetchOneAsync<Dictionary<string, object?>>(Ports, cancellationToken: Token))!;
        IReadOnlyDictionary<string, object?> second = (await connector.FetchManyAsync<IReadOnlyDictionary<string, object?>>(Ports, cancellationToken: Token))[0];
        object?[]? third = await connector.FetchOneAsync(Ports, cancellationToken: Token);

        first.ShouldBe(new Dictionary<string, object?> { ["id"] = 1L, ["name"] = "row 1" });
        second["name"].ShouldBe("row 2");
        third.ShouldBe([3L, "row 3"]);
    }

    [Fact]
    public async Task Single_values_come_as_such()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 3);

        (await connector.FetchOneAsync<long>("SELECT count(*) FROM ports", cancellationToken: Token)).ShouldBe(3);
        (await connector.FetchAllAsync<string>("SELECT name FROM ports WHERE id > ? ORDER BY id", [1], cancellationToken: Token)).ShouldBe(["row 2", "row 3"]);
        connector.FetchAll<string?>("SELECT NULL", cancellationToken: Token).ShouldBe([null]);
    }

    [Fact]
    public async Task Rows_are_streamed_in_every_form()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 3);

        (await connector.StreamAsync(Ports, cancellationToken: Token).Select(row => row[0]).ToListAsync(Token)).ShouldBe([1L, 2L, 3L]);
        (await connector.StreamAsync<Port>(Ports, cancellationToken: Token).ToListAsync(Token)).ShouldContain(new Port(2, "row 2"));
        (await connector.StreamAsync(Ports, reader => reader.GetString(1), cancellationToken: Token).ToListAsync(Token)).ShouldBe(["row 1", "row 2", "row 3"]);
        connector.Stream("SELECT id FROM ports WHERE id < ?", [3], cancellationToken: Token).Count().ShouldBe(2);
        connector.Stream<Port>(Ports, cancellationToken: Token).Last().ShouldBe(new Port(3, "row 3"));
        connector.Stream(Ports, reader => reader.GetInt32(0), cancellationToken: Token).Sum().ShouldBe(6);
    }

    [Fact]
    public async Task Stream_that_is_left_early_is_rolled_back_and_lets_go_of_the_file()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 0);

        await foreach (object?[] row in connector.StreamAsync("INSERT INTO ports VALUES (1, 'a'), (2, 'b') RETURNING id", cancellationToken: Token))
        {
            row[0].ShouldBe(1L);
            break;
        }

        (await connector.FetchAllAsync(Ports, cancellationToken: Token)).ShouldBeEmpty();
        (await connector.ExecuteAsync("INSERT INTO ports VALUES (3, 'c')", cancellationToken: Token)).ShouldBe(1);
    }

    [Fact]
    public async Task Stream_that_is_read_to_its_end_is_committed()
    {
        await using SqlAlchemyConnector connector = await FilledAsync(Sqlite(), 0);

        (await connector.StreamAsync("INSERT INTO ports VALUES (1, 'a'), (2, 'b') RETURNING id", cancellationToken: Token).CountAsync(Token)).ShouldBe(2);

        (await connector.FetchAllAsync(Ports, cancellationToken: Token)).Count.ShouldBe(2);
    }

    private sealed record Port(long Id, string Name);
}
