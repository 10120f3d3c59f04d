using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Flows.Tests;

public sealed class VariableTests : IAsyncDisposable
{
    private readonly ValueStore _store = new();
    private readonly IDisposable _use;

    public VariableTests() => _use = RunStore.Use(_store);

    private static CancellationToken Cancellation => TestContext.Current.CancellationToken;

    [Fact]
    public async Task Get_gives_what_was_set()
    {
        await Variable.SetAsync("batch_size", 500, ["tuning"], cancellationToken: Cancellation);

        (await Variable.GetAsync("batch_size", 1, Cancellation)).ShouldBe(500);
        Variable kept = (await Variable.FindAsync("batch_size", Cancellation))!;
        kept.Tags.ShouldBe(["tuning"]);
        kept.Value.GetInt32().ShouldBe(500);
    }

    [Fact]
    public async Task Values_may_be_any_JSON()
    {
        await Variable.SetAsync("nothing", (string?)null, cancellationToken: Cancellation);
        await Variable.SetAsync("text", "ünï \"quoted\" 🎉", cancellationToken: Cancellation);
        await Variable.SetAsync("shape", new Shape("round", [1, 2]), cancellationToken: Cancellation);

        (await Variable.FindAsync("nothing", Cancellation))!.Value.ValueKind.ShouldBe(JsonValueKind.Null);
        (await Variable.GetAsync<string>("text", cancellationToken: Cancellation)).ShouldBe("ünï \"quoted\" 🎉");
        Shape shape = (await Variable.GetAsync<Shape>("shape", cancellationToken: Cancellation))!;
        shape.Name.ShouldBe("round");
        shape.Sizes.ShouldBe([1, 2]);
    }

    [Fact]
    public async Task A_variable_that_is_not_there_gives_the_fallback()
    {
        (await Variable.GetAsync("missing", "else", Cancellation)).ShouldBe("else");
        (await Variable.FindAsync("missing", Cancellation)).ShouldBeNull();
        (await Variable.UnsetAsync("missing", Cancellation)).ShouldBeFalse();
    }

    [Fact]
    public async Task A_variable_is_replaced_only_when_asked()
    {
        Variable first = await Variable.SetAsync("mode", "slow", ["a"], cancellationToken: Cancellation);
        VariableExistsException refused = await Should.ThrowAsync<VariableExistsException>(() => Variable.SetAsync("mode", "fast", cancellationToken: Cancellation));
        refused.Name.ShouldBe("mode");
        Variable second = await Variable.SetAsync("mode", "fast", overwrite: true, cancellationToken: Cancellation);

        second.Id.ShouldBe(first.Id);
        second.Tags.ShouldBeEmpty();
        (await Variable.GetAsync<string>("mode", cancellationToken: Cancellation)).ShouldBe("fast");
    }

    [Fact]
    public async Task Unset_removes_it()
    {
        await Variable.SetAsync("once", 1, cancellationToken: Cancellation);
        (await Variable.UnsetAsync("once", Cancellation)).ShouldBeTrue();
        (await Variable.FindAsync("once", Cancellation)).ShouldBeNull();
    }

    [Theory]
    [InlineData("")]
    [InlineData("Upper")]
    [InlineData("a b")]
    [InlineData("..")]
    [InlineData("C:\\x")]
    [InlineData("café")]
    [InlineData("a/b")]
    public async Task Bad_names_are_refused(string name)
    {
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync(name, 1, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Names_have_at_most_255_characters()
    {
        await Variable.SetAsync(new string('a', 255), 1, cancellationToken: Cancellation);
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync(new string('a', 256), 1, cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Values_have_at_most_5000_characters_of_JSON()
    {
        await Variable.SetAsync("large", new string('x', 4998), cancellationToken: Cancellation);
        ArgumentException refused = await Should.ThrowAsync<ArgumentException>(
            () => Variable.SetAsync("larger", new string('x', 4999), cancellationToken: Cancellation));
        refused.Message.ShouldContain("5001");
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("wide", new string('é', 1000), cancellationToken: Cancellation));
    }

    [Fact]
    public async Task Null_and_what_is_no_JSON_are_refused_before_the_store_is_asked()
    {
        await Should.ThrowAsync<ArgumentNullException>(() => Variable.SetAsync(null!, 1, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Variable.GetAsync<int>(null!, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentNullException>(() => Variable.UnsetAsync(null!, Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("a", default(JsonElement), cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("a", double.NaN, cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("a", typeof(int), cancellationToken: Cancellation));
        await Should.ThrowAsync<ArgumentException>(() => Variable.SetAsync("a", 1, [" "], cancellationToken: Cancellation));
        Should.Throw<ArgumentOutOfRangeException>(() => Variable.ListAsync(0, Cancellation));
    }

    [Fact]
    public async Task Reading_as_the_wrong_type_says_what_is_there()
    {
        await Variable.SetAsync("word", "seven", cancellationToken: Cancellation);
        VariableTypeException refused = await Should.ThrowAsync<VariableTypeException>(() => Variable.GetAsync<int>("word", cancellationToken: Cancellation));
        refused.Message.ShouldContain("seven");
    }

    [Fact]
    public async Task List_goes_by_name()
    {
        await Variable.SetAsync("b", 2, cancellationToken: Cancellation);
        await Variable.SetAsync("a", 1, cancellationToken: Cancellation);
        (await Variable.ListAsync(cancellationToken: Cancellation).Select(variable => variable.Name).ToListAsync(Cancellation)).ShouldBe(["a", "b"]);
        (await Variable.ListAsync(1, Cancellation).CountAsync(Cancellation)).ShouldBe(1);
    }

    [Fact]
    public void Blocking_twins_do_the_same()
    {
        Variable.Set("twin", 2);
        Variable.Get("twin", 0).ShouldBe(2);
        Variable.Unset("twin").ShouldBeTrue();
    }

    [Fact]
    public async Task A_variable_outlives_the_store_that_kept_it()
    {
        using TemporaryDirectory folder = new();
        string path = folder.Combine("runs.db");
        await using (RunDatabase database = RunDatabase.Open(path))
        {
            await new EmbeddedVariableStore(database).SetAsync(new VariableDraft("kept", JsonElement.Parse("[1]")), Cancellation);
        }

        await using RunDatabase again = RunDatabase.Open(path);
        (await new EmbeddedVariableStore(again).FindAsync("kept", Cancellation))!.Value.GetRawText().ShouldBe("[1]");
    }

    public ValueTask DisposeAsync()
    {
        _use.Dispose();
        return _store.DisposeAsync();
    }

    private sealed record Shape(string Name, IReadOnlyList<int> Sizes);
}
