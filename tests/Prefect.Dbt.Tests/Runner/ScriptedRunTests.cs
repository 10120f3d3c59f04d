using Prefect.DbtScript;
using Prefect.Flows;

namespace Prefect.Dbt.Tests.Runner;

/// <summary>The runner against the program that speaks as dbt's documentation says dbt does.</summary>
public sealed class ScriptedRunTests : RunnerTest, IDisposable
{
    private readonly ScriptedDbt _dbt = new();

    private PrefectDbtRunner Runner => new()
    {
        Settings = new PrefectDbtSettings
        {
            ProjectDir = _dbt.ProjectDir, ProfilesDir = _dbt.ProfilesDir, TargetPath = "target", Executable = _dbt.Executable, LogLevel = DbtLogLevel.Info,
        },
    };

    public void Dispose() => _dbt.Dispose();

    [Fact]
    public async Task Build_is_a_task_run_for_each_node()
    {
        _dbt.WriteProfiles();
        _dbt.Plan = new DbtPlan
        {
            Noise = ["/usr/lib/python3/site-packages/x.py:1: DeprecationWarning: old"],
            Nodes =
            [
                new("seed.shop.raw"),
                new("model.shop.orders") { DependsOn = ["seed.shop.raw"], Log = ["said by the model"] },
                new("test.shop.not_null_orders") { DependsOn = ["model.shop.orders"] },
            ],
        };
        List<string> hooks = [];

        FlowOutcome<DbtInvocationResult> outcome = await InvokeAsync(
            Runner.OnRunStart(context => hooks.Add($"{context.Event} {context.Command}"))
                .PostModel(context => hooks.Add($"{context.Event} {context.NodeId} {context.Status}"), select: "orders")
                .OnRunEnd(context => hooks.Add($"{context.Event} {context.NodeIds.Count}")),
            "build");

        outcome.IsCompleted.ShouldBeTrue(outcome.Message);
        Dictionary<string, TaskRun> tasks = await TasksByNameAsync();
        tasks.Keys.Order().ShouldBe(["model orders", "seed raw", "test not_null_orders"]);
        tasks["model orders"].Inputs["wait_for"].Single().Id.ShouldBe(tasks["seed raw"].Id);
        (await LogAsync(tasks["model orders"].Id)).ShouldContain("said by the model");
        (await LogAsync(tasks["seed raw"].Id)).ShouldNotContain("said by the model");
        (await LogAsync(tasks["model orders"].Id))[0].ShouldContain("START model");
        (await LogAsync(null)).ShouldNotContain(line => line.Contains("START", StringComparison.Ordinal));
        (await LogAsync(null)).ShouldContain(line => line.Contains("DeprecationWarning", StringComparison.Ordinal));
        hooks.ShouldBe(["RunStart build", "PostModel model.shop.orders Success", "RunEnd 3"]);
        (await AssetEventsAsync()).Count(occurrence => occurrence.Name == "prefect.asset.materialization.succeeded").ShouldBe(2);
    }

    [Fact]
    public async Task Retry_in_a_second_attempt_of_the_flow_repairs_what_failed()
    {
        _dbt.WriteProfiles();
        _dbt.Plan = new DbtPlan
        {
            Nodes = [new("model.shop.orders") { Statuses = ["error", "success"] }, new("model.shop.totals") { DependsOn = ["model.shop.orders"] }],
        };

        FlowOutcome<DbtInvocationResult> first = await InvokeAsync(Runner, "build");
        FlowOutcome<DbtInvocationResult> second = await InvokeAsync(Runner, "retry");

        first.Failure.ShouldBeOfType<DbtRunException>().Message.ShouldContain("Model orders errored with message: \"Database Error");
        second.IsCompleted.ShouldBeTrue(second.Message);
        (await TasksAsync()).Select(task => $"{task.Name} {task.State.IsCompleted}")
            .ShouldBe(["model orders False", "model orders True", "model totals True"]);
    }

    [Fact]
    public async Task Dbt_that_cannot_parse_the_project_is_quoted()
    {
        _dbt.WriteProfiles();
        _dbt.Plan = new DbtPlan { Error = "Parsing Error\n  at path []: Additional properties are not allowed" };

        FlowOutcome<DbtInvocationResult> outcome = await InvokeAsync(Runner, "build");

        outcome.Failure.ShouldBeOfType<DbtRunException>().Message.ShouldContain("Additional properties are not allowed");
        (await TasksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Stale_sources_fail_the_command()
    {
        _dbt.WriteProfiles();
        _dbt.Plan = new DbtPlan { Nodes = [new("source.shop.raw.orders") { Statuses = ["error"], Message = "too old" }] };

        FlowOutcome<DbtInvocationResult> outcome = await InvokeAsync(Runner, "source", "freshness");

        outcome.Failure.ShouldBeOfType<DbtRunException>().Message.ShouldContain("source freshness");
        outcome.Failure.ShouldBeOfType<DbtRunException>().Result!.SourceFreshness!.Results.Single().Status.ShouldBe("error");
    }
}
