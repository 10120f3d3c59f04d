using Prefect.Blocks;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Transactions;

public sealed class TransactionValueTests
{
    [Fact]
    public Task A_value_is_a_copy_on_the_way_in_and_out() => InAsync(transaction =>
    {
        List<int> list = [1];
        transaction.Set("list", list);
        list.Add(2);
        transaction.Get<List<int>>("list").Add(3);
        transaction.Get<List<int>>("list").ShouldBe([1]);
    });

    [Fact]
    public Task A_child_sees_what_its_parent_sets_even_later_and_does_not_change_it() => InAsync(async outer =>
    {
        outer.Set("a", 1);
        await InAsync(inner =>
        {
            inner.Get<int>("a").ShouldBe(1);
            outer.Set("b", "later");
            inner.Get<string>("b").ShouldBe("later");
            inner.Set("a", 2);
            inner.Get<int>("a").ShouldBe(2);
        });
        outer.Get<int>("a").ShouldBe(1);
    });

    [Fact]
    public Task A_missing_value_is_refused_or_replaced() => InAsync(transaction =>
    {
        Should.Throw<ArgumentException>(() => transaction.Get<int>("missing")).Message.ShouldContain("missing");
        transaction.Get("missing", 5).ShouldBe(5);
        transaction.TryGet("missing", out int _).ShouldBeFalse();
        transaction.Set<string?>("null", null);
        transaction.TryGet("null", out string? kept).ShouldBeTrue();
        kept.ShouldBeNull();
    });

    [Fact]
    public Task Values_are_there_in_hooks() => InAsync(transaction =>
    {
        transaction.Set("path", "data.csv");
        transaction.OnCommit(hooked =>
        {
            hooked.Get<string>("path").ShouldBe("data.csv");
            return ValueTask.CompletedTask;
        });
    });

    [Fact]
    public Task Secrets_and_blocks_are_kept_as_they_are() => InAsync(transaction =>
    {
        transaction.Set("secret", new SecretString("canary-value"));
        transaction.Get<SecretString>("secret").Reveal().ShouldBe("canary-value");
        LocalFileSystem files = new() { Basepath = "x" };
        transaction.Set("files", files);
        transaction.Get<LocalFileSystem>("files").ShouldBeSameAs(files);
    });

    [Fact]
    public Task Bad_names_types_and_values_are_refused() => InAsync(transaction =>
    {
        Should.Throw<ArgumentException>(() => transaction.Set("", 1));
        Should.Throw<ArgumentException>(() => transaction.Set(null!, 1));
        Should.Throw<ArgumentException>(() => transaction.Get<int>(" "));
        Should.Throw<ArgumentException>(() => transaction.Set("stream", new MemoryStream()));
        transaction.Set("text", "x");
        Should.Throw<ArgumentException>(() => transaction.Get<int>("text"));
        transaction.Set("list", new List<string> { "x" });
        Should.Throw<ArgumentException>(() => transaction.Get<List<int>>("list"));
    });

    private static Task InAsync(Func<Transaction, Task> body) => Transaction.RunAsync((transaction, _) => body(transaction));

    private static Task InAsync(Action<Transaction> body) => InAsync(transaction =>
    {
        body(transaction);
        return Task.CompletedTask;
    });
}
