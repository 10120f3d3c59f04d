using Prefect.Flows.Tests.Results;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Caching;

public sealed class CachePolicyTests
{
    private static readonly Dictionary<string, object?> s_inputs = new() { ["x"] = 1, ["y"] = "z" };

    [Fact]
    public void Inputs_are_hashed_without_what_is_left_out()
    {
        Key(CachePolicy.Inputs).ShouldBe("191aa99badd8f456311e42bd49e39088");
        Key(CachePolicy.Inputs - "y").ShouldBe("599d6780d743a1b50a942acff196a0f1");
        Key(CachePolicy.Inputs - "nothing").ShouldBe(Key(CachePolicy.Inputs));
        CachePolicy.Inputs.ComputeKey(null!, new Dictionary<string, object?>(), null).ShouldBeNull();
    }

    [Fact]
    public void A_sum_is_flat_with_the_arguments_once_and_last()
    {
        CompoundPolicy sum = (CachePolicy.Inputs - "b" + (CachePolicy.TaskSource + (CachePolicy.Inputs - "a")) + CachePolicy.RunId).ShouldBeOfType<CompoundPolicy>();
        sum.Policies.Select(policy => policy.GetType()).ShouldBe([typeof(TaskSourcePolicy), typeof(RunIdPolicy), typeof(InputsPolicy)]);
        sum.Policies[2].ShouldBeOfType<InputsPolicy>().Excluded.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void None_does_not_count()
    {
        (CachePolicy.None + CachePolicy.Inputs).ShouldBeSameAs(CachePolicy.Inputs);
        (CachePolicy.Inputs + CachePolicy.None).ShouldBeSameAs(CachePolicy.Inputs);
        (CachePolicy.None + CachePolicy.None).ShouldBeSameAs(CachePolicy.None);
        Key(CachePolicy.None).ShouldBeNull();
    }

    [Fact]
    public void A_sum_hashes_the_keys_that_there_are()
    {
        CachePolicy first = CachePolicy.From((_, _) => "a");
        CachePolicy second = CachePolicy.From((_, _) => "b");
        CachePolicy nothing = CachePolicy.From((_, _) => null);
        Key(first).ShouldBe("a");
        Key(first + second).ShouldBe("7bc8af5d17ed9e038a77b1a1741b258d");
        Key(first + nothing + second).ShouldBe("7bc8af5d17ed9e038a77b1a1741b258d");
        Key(second + first).ShouldNotBe(Key(first + second));
        Key(nothing + CachePolicy.FlowParameters).ShouldBeNull();
    }

    [Fact]
    public void The_flow_parameters_are_hashed_when_there_are_any()
    {
        CachePolicy.FlowParameters.ComputeKey(null!, s_inputs, new Dictionary<string, object?> { ["x"] = 1 }).ShouldBe("599d6780d743a1b50a942acff196a0f1");
        CachePolicy.FlowParameters.ComputeKey(null!, s_inputs, new Dictionary<string, object?>()).ShouldBeNull();
    }

    [Fact]
    public void The_run_is_that_of_the_flow_else_of_the_task()
    {
        FlowRunContext flow = StandIns.Flow();
        CachePolicy.RunId.ComputeKey(StandIns.Task(flow), s_inputs, null).ShouldBe(flow.FlowRun.Id.ToString());
        TaskRunContext alone = StandIns.Task(null);
        CachePolicy.RunId.ComputeKey(alone, s_inputs, null).ShouldBe(alone.TaskRun.Id.ToString());
    }

    [Fact]
    public void The_default_changes_with_arguments_body_and_run()
    {
        FlowTask<int, int> one = FlowTask.Define("a", (int x) => x + 1);
        FlowTask<int, int> edited = FlowTask.Define("a", (int x) => x + 2);
        TaskRunContext context = StandIns.Task(StandIns.Flow()) with { Task = one };
        string key = CachePolicy.Default.ComputeKey(context, s_inputs, null)!;
        CachePolicy.Default.ComputeKey(context, s_inputs, null).ShouldBe(key);
        CachePolicy.Default.ComputeKey(context with { Task = edited }, s_inputs, null).ShouldNotBe(key);
        CachePolicy.Default.ComputeKey(context, new Dictionary<string, object?> { ["x"] = 2 }, null).ShouldNotBe(key);
        CachePolicy.Default.ComputeKey(StandIns.Task(StandIns.Flow()) with { Task = one }, s_inputs, null).ShouldNotBe(key);
        TaskInputHash.Compute(context, s_inputs).ShouldBe(TaskInputHash.Compute(StandIns.Task(null) with { Task = one }, s_inputs));
    }

    [Fact]
    public void Subtracting_reaches_the_arguments_in_a_sum_and_nothing_else()
    {
        CachePolicy.RunId.ShouldBeSameAs(CachePolicy.RunId - "x");
        CachePolicy.None.ShouldBeSameAs(CachePolicy.None - "x");
        CompoundPolicy sum = (CachePolicy.Default - "x").ShouldBeOfType<CompoundPolicy>();
        sum.Policies[^1].ShouldBeOfType<InputsPolicy>().Excluded.ShouldBe(["x"]);
        Should.Throw<ArgumentException>(() => CachePolicy.Inputs - "");
        Should.Throw<ArgumentException>(() => CachePolicy.Inputs - null!);
        Should.Throw<ArgumentNullException>(() => CachePolicy.Inputs + null!);
        Should.Throw<ArgumentNullException>(() => CachePolicy.From(null!));
    }

    [Fact]
    public void Configure_makes_a_copy_and_what_conflicts_is_not_added()
    {
        using ResultFolder folder = new();
        CachePolicy configured = CachePolicy.Inputs.Configure("./keys", MemoryLockManager.Shared, IsolationLevel.Serializable);
        CachePolicy.Inputs.KeyStorage.ShouldBeNull();
        configured.Configure().ShouldBe(configured);
        CachePolicy sum = configured + CachePolicy.RunId;
        sum.KeyStorage.ShouldBe(ResultStorage.Folder("./keys"));
        sum.LockManager.ShouldBe(MemoryLockManager.Shared);
        sum.IsolationLevel.ShouldBe(IsolationLevel.Serializable);
        (sum - "x").IsolationLevel.ShouldBe(IsolationLevel.Serializable);
        Should.Throw<ArgumentException>(() => configured + CachePolicy.RunId.Configure("./others")).Message.ShouldContain("key storages");
        Should.Throw<ArgumentException>(() => configured + CachePolicy.RunId.Configure(lockManager: new FileSystemLockManager(folder.Path))).Message.ShouldContain("lock managers");
        Should.Throw<ArgumentException>(() => configured + CachePolicy.RunId.Configure(isolationLevel: IsolationLevel.ReadCommitted)).Message.ShouldContain("isolation levels");
    }

    private static string? Key(CachePolicy policy) => policy.ComputeKey(StandIns.Task(null), s_inputs, null);
}
