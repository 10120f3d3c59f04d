using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>
/// What every database must do. The statements are few and fixed, so that a scripted peer can answer them as well as a real server: they
/// read and fill one table of numbers and names.
/// </summary>
public abstract class DatabaseConformance
{
    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    /// <summary>The query of all rows: a number and a name each, by number.</summary>
    protected virtual string AllRows => $"SELECT id, name FROM {Table} ORDER BY id";

    /// <summary>The query of some rows, with the parameters <c>first</c> and <c>last</c>.</summary>
    protected virtual string SomeRows => $"SELECT id, name FROM {Table} WHERE id >= :first AND id <= :last ORDER BY id";

    /// <summary>The statement that adds a row, with the parameters <c>id</c> and <c>name</c>.</summary>
    protected virtual string Insert => $"INSERT INTO {Table} (id, name) VALUES (:id, :name)";

    /// <summary>A query that the database refuses.</summary>
    protected virtual string Refused => "SELECT id FROM conformance_no_such_table";

    /// <summary>How many rows the database of <see cref="CreateAsync"/> gives at a time where the caller does not say.</summary>
    protected virtual int FetchSize => 2;

    /// <summary>Secrets that the database holds, which no error may show.</summary>
    protected virtual IReadOnlyList<string> Canaries => [];

    /// <summary>Name of the present test's table.</summary>
    protected string Table { get; } = $"conformance_{Guid.NewGuid():N}";

    /// <summary>Gives a block whose database has the present test's table, with the rows (1, 'row 1'), (2, 'row 2') and so on.</summary>
    /// <param name="rows">How many rows.</param>
    protected abstract Task<IDatabase> CreateAsync(int rows);

    /// <summary>Forgets every cursor of a block.</summary>
    protected abstract Task ResetAsync(IDatabase database);

    [Fact]
    public async Task Rows_come_in_the_order_of_the_query_and_their_values_in_that_of_its_columns()
    {
        IDatabase database = await CreateAsync(3);

        IReadOnlyList<object?[]> rows = await database.FetchAllAsync(AllRows, cancellationToken: Cancellation);

        Ids(rows).ShouldBe([1, 2, 3]);
        rows.Select(row => row[1]).ShouldBe(["row 1", "row 2", "row 3"]);
        rows.ShouldAllBe(row => row.Length == 2);
    }

    [Fact]
    public async Task Fetching_goes_on_where_the_last_fetch_stopped()
    {
        IDatabase database = await CreateAsync(5);

        Ids(await database.FetchManyAsync(AllRows, size: 2, cancellationToken: Cancellation)).ShouldBe([1, 2]);
        Id(await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBe(3);
        Ids(await database.FetchAllAsync(AllRows, cancellationToken: Cancellation)).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task After_the_last_row_there_is_nothing_and_the_query_is_not_run_again()
    {
        IDatabase database = await CreateAsync(3);

        (await database.FetchManyAsync(AllRows, size: 2, cancellationToken: Cancellation)).Count.ShouldBe(2);
        (await database.FetchManyAsync(AllRows, size: 2, cancellationToken: Cancellation)).Count.ShouldBe(1);
        (await database.FetchManyAsync(AllRows, size: 2, cancellationToken: Cancellation)).ShouldBeEmpty();
        (await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBeNull();
        (await database.FetchAllAsync(AllRows, cancellationToken: Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Query_without_rows_gives_none()
    {
        IDatabase database = await CreateAsync(0);

        (await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBeNull();
        (await database.FetchManyAsync(AllRows, size: 5, cancellationToken: Cancellation)).ShouldBeEmpty();
        (await database.FetchAllAsync(AllRows, cancellationToken: Cancellation)).ShouldBeEmpty();
    }

    [Fact]
    public async Task As_many_rows_come_as_the_block_says_where_the_caller_does_not()
    {
        IDatabase database = await CreateAsync(FetchSize + 1);

        (await database.FetchManyAsync(AllRows, cancellationToken: Cancellation)).Count.ShouldBe(FetchSize);
        (await database.FetchManyAsync(AllRows, cancellationToken: Cancellation)).Count.ShouldBe(1);
    }

    [Fact]
    public async Task Other_parameters_are_another_cursor()
    {
        IDatabase database = await CreateAsync(5);

        Id(await database.FetchOneAsync(SomeRows, Between(2, 4), Cancellation)).ShouldBe(2);
        Id(await database.FetchOneAsync(SomeRows, Between(3, 5), Cancellation)).ShouldBe(3);
        Id(await database.FetchOneAsync(SomeRows, Between(2, 4), Cancellation)).ShouldBe(3);
        Ids(await database.FetchAllAsync(SomeRows, Between(3, 5), Cancellation)).ShouldBe([4, 5]);
    }

    [Fact]
    public async Task Order_in_which_parameters_are_named_makes_no_other_cursor()
    {
        IDatabase database = await CreateAsync(5);
        Dictionary<string, object?> turned = new() { ["last"] = 4, ["first"] = 2 };

        Id(await database.FetchOneAsync(SomeRows, Between(2, 4), Cancellation)).ShouldBe(2);
        Id(await database.FetchOneAsync(SomeRows, turned, Cancellation)).ShouldBe(3);
    }

    [Fact]
    public async Task After_a_reset_fetching_begins_anew()
    {
        IDatabase database = await CreateAsync(3);
        Id(await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBe(1);
        Id(await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBe(2);

        await ResetAsync(database);

        Id(await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Many_that_fetch_at_once_share_the_cursor_and_get_each_row_once()
    {
        IDatabase database = await CreateAsync(20);

        object?[]?[] rows = await Task.WhenAll(
            Enumerable.Range(0, 25).Select(_ => Task.Run(() => database.FetchOneAsync(AllRows, cancellationToken: Cancellation))));

        rows.Count(row => row is null).ShouldBe(5);
        rows.Where(row => row is not null).Select(Id).Order().ShouldBe(Enumerable.Range(1, 20));
    }

    [Fact]
    public async Task Rows_that_were_added_are_there()
    {
        IDatabase database = await CreateAsync(1);

        await database.ExecuteAsync(Insert, Row(2, "row 2"), Cancellation);
        await database.ExecuteManyAsync(Insert, [Row(3, "row 3"), Row(4, "row 4"), Row(5, "row 5")], Cancellation);

        Ids(await database.FetchAllAsync(AllRows, cancellationToken: Cancellation)).ShouldBe([1, 2, 3, 4, 5]);
    }

    [Fact]
    public async Task No_sets_of_parameters_run_nothing()
    {
        IDatabase database = await CreateAsync(1);

        await database.ExecuteManyAsync(Insert, [], Cancellation);

        (await database.FetchAllAsync(AllRows, cancellationToken: Cancellation)).Count.ShouldBe(1);
    }

    [Theory]
    [InlineData("it's")]
    [InlineData("'; DROP TABLE conformance; --")]
    [InlineData(":id %(id)s ? @id $1 \\ \" `")]
    [InlineData("ünïcødé 文件 🚢")]
    [InlineData("two\nlines\tand a tab")]
    [InlineData("")]
    [InlineData(null)]
    public async Task Value_of_a_parameter_comes_back_as_it_was_given(string? name)
    {
        IDatabase database = await CreateAsync(0);

        await database.ExecuteAsync(Insert, Row(1, name), Cancellation);

        (await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldNotBeNull()[1].ShouldBe(name);
    }

    [Fact]
    public async Task Refusal_is_told_without_a_secret_and_the_next_operation_works()
    {
        IDatabase database = await CreateAsync(1);

        BlockException refused = await Should.ThrowAsync<BlockException>(() => database.FetchAllAsync(Refused, cancellationToken: Cancellation));
        await Should.ThrowAsync<BlockException>(() => database.ExecuteAsync(Refused, cancellationToken: Cancellation));

        refused.Message.ShouldContain("conformance_no_such_table");
        foreach (string secret in Canaries)
        {
            refused.ToString().ShouldNotContain(secret);
        }

        Id(await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBe(1);
    }

    [Fact]
    public async Task Parameter_that_is_not_given_is_named_before_anything_is_sent()
    {
        IDatabase database = await CreateAsync(1);

        ArgumentException missing = await Should.ThrowAsync<ArgumentException>(
            () => database.FetchAllAsync(SomeRows, new Dictionary<string, object?> { ["first"] = 1 }, Cancellation));

        missing.Message.ShouldContain("last");
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(" \n")]
    public async Task Operation_must_be_given(string? operation)
    {
        IDatabase database = await CreateAsync(0);

        await Should.ThrowAsync<ArgumentException>(async () => await database.FetchOneAsync(operation!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await database.FetchManyAsync(operation!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await database.FetchAllAsync(operation!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await database.ExecuteAsync(operation!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(async () => await database.ExecuteManyAsync(operation!, [Row(1, "")], Cancellation));
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public async Task At_least_one_row_must_be_asked_for(int size)
    {
        IDatabase database = await CreateAsync(1);

        await Should.ThrowAsync<ArgumentOutOfRangeException>(
            async () => await database.FetchManyAsync(AllRows, size: size, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Cancelled_token_ends_every_operation_and_leaves_the_cursor_where_it_is()
    {
        IDatabase database = await CreateAsync(3);
        Id(await database.FetchOneAsync(AllRows, cancellationToken: Cancellation)).ShouldBe(1);
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();

        await Should.ThrowAsync<OperationCanceledException>(() => database.FetchOneAsync(AllRows, cancellationToken: cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => database.FetchManyAsync(AllRows, cancellationToken: cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => database.FetchAllAsync(AllRows, cancellationToken: cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => database.ExecuteAsync(Insert, Row(9, "never"), cancelled.Token));
        await Should.ThrowAsync<OperationCanceledException>(() => database.ExecuteManyAsync(Insert, [Row(9, "never")], cancelled.Token));

        Ids(await database.FetchAllAsync(AllRows, cancellationToken: Cancellation)).ShouldBe([2, 3]);
    }

    [Fact]
    public async Task Sync_twins_do_the_same()
    {
        IDatabase database = await CreateAsync(2);

        database.Execute(Insert, Row(3, "row 3"), Cancellation);
        database.ExecuteMany(Insert, [Row(4, "row 4"), Row(5, "row 5")], Cancellation);

        Id(database.FetchOne(AllRows, cancellationToken: Cancellation)).ShouldBe(1);
        Ids(database.FetchMany(AllRows, size: 2, cancellationToken: Cancellation)).ShouldBe([2, 3]);
        Ids(database.FetchAll(AllRows, cancellationToken: Cancellation)).ShouldBe([4, 5]);
    }

    /// <summary>A row of the present test's table.</summary>
    protected static Dictionary<string, object?> Row(int id, string? name) => new() { ["id"] = id, ["name"] = name };

    private static Dictionary<string, object?> Between(int first, int last) => new() { ["first"] = first, ["last"] = last };

    // Databases have numbers of several kinds.
    private static int Id(object?[]? row) => Convert.ToInt32(row.ShouldNotBeNull()[0], System.Globalization.CultureInfo.InvariantCulture);

    private static IEnumerable<int> Ids(IEnumerable<object?[]> rows) => rows.Select(Id);
}
