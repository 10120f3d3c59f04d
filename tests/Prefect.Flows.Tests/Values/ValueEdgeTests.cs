using System.Data;
using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Values;

[Collection<RunsAlone>]
public sealed class ValueEdgeTests : FlowTest
{
    [Fact]
    public async Task A_variable_takes_5000_characters_as_Python_writes_them_and_not_one_more()
    {
        Begin();
        await Variable.SetAsync("full", new string('x', 4_998), cancellationToken: Token);
        (await Variable.GetAsync<string>("full", cancellationToken: Token))!.Length.ShouldBe(4_998);
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("more", new string('x', 4_999), cancellationToken: Token));
        await Variable.SetAsync("escapes", new string('é', 833), cancellationToken: Token);
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("escapes-more", new string('é', 834), cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("nan", double.NaN, cancellationToken: Token));
    }

    [Fact]
    public async Task Of_many_who_set_a_variable_at_once_one_does()
    {
        Begin();
        await using EmbeddedRunStore other = EmbeddedRunStore.Open(Path.Combine(Home, "runs.db"));
        int set = 0;
        await Task.WhenAll(Enumerable.Range(0, 20).Select(number => Task.Run(async () =>
        {
            using IDisposable use = RunStore.Use(number % 2 == 0 ? Store : other);
            try
            {
                await Variable.SetAsync("one", number, cancellationToken: Token);
                Interlocked.Increment(ref set);
            }
            catch (VariableExistsException)
            {
                // The others.
            }
        })));

        set.ShouldBe(1);
    }

    [Fact]
    public async Task A_table_holds_whatever_cells_hold()
    {
        Begin();
        using DataTable table = new();
        table.Columns.Add("a|b", typeof(double));
        table.Columns.Add("line\nbreak", typeof(object));
        table.Rows.Add(double.NaN, "x|y\n\"z\"\0");
        table.Rows.Add(double.NegativeInfinity, DBNull.Value);

        JsonElement rows = await RowsAsync(await Artifacts.CreateTableAsync(table, cancellationToken: Token));
        rows[0].GetProperty("a|b").ValueKind.ShouldBe(JsonValueKind.Null);
        rows[0].GetProperty("line\nbreak").GetString().ShouldBe("x|y\n\"z\"\0");
        rows[1].GetProperty("a|b").ValueKind.ShouldBe(JsonValueKind.Null);
        JsonElement large = await RowsAsync(await Artifacts.CreateTableAsync(Enumerable.Range(0, 100_000).Select(number => new { number, half = number / 2.0 }), cancellationToken: Token));
        large.GetArrayLength().ShouldBe(100_000);
        JsonElement odd = await RowsAsync(await Artifacts.CreateTableAsync(new object[] { float.NaN, (double?)null!, Half.NaN, decimal.MaxValue }.Select(cell => new[] { cell }), cancellationToken: Token));
        odd.GetArrayLength().ShouldBe(4);
    }

    [Theory]
    [InlineData(double.NaN)]
    [InlineData(double.PositiveInfinity)]
    [InlineData(double.NegativeInfinity)]
    [InlineData(1e300)]
    public async Task Progress_that_is_no_percentage_is_refused_or_brought_inside(double progress)
    {
        Begin();
        try
        {
            Guid id = await Artifacts.CreateProgressAsync(progress, cancellationToken: Token);
            (await Store.Artifacts.FindAsync(id, Token))!.Data.GetDouble().ShouldBeInRange(0, 100);
        }
        catch (ArgumentException refusal)
        {
            progress.ShouldBe(double.NaN);
            refusal.Message.ShouldContain("progress", Case.Insensitive);
        }
    }

    [Fact]
    public async Task A_link_with_marks_of_Markdown_stays_one_link()
    {
        Begin();
        Guid id = await Artifacts.CreateLinkAsync("https://example.com/a_(b)?c=[d]", "te]xt [with](marks)\nand lines", cancellationToken: Token);

        string text = (await Store.Artifacts.FindAsync(id, Token))!.Data.GetString()!;
        text.ShouldContain("https://example.com/");
    }

    private async Task<JsonElement> RowsAsync(Guid id) => JsonElement.Parse((await Store.Artifacts.FindAsync(id, Token))!.Data.GetString()!);
}
