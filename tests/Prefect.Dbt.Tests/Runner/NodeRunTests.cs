using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Dbt.Tests.Runner;

public sealed class NodeRunTests : RunnerTest
{
    private const string Orders = "model.shop.orders";
    private const string Totals = "model.shop.totals";
    private const string Check = "test.shop.not_null_orders_id";

    [Fact]
    public async Task Each_node_is_a_task_run_with_its_own_lines()
    {
        Project.Node(Orders, []).Node(Totals, [Orders])
            .Says("FoundStats", "Found 2 models")
            .Starts(Orders).Says("SQLQuery", "select 1", "debug", Orders).Says("LogModelResult", "1 of 2 OK created orders", node: Orders).Ends(Orders)
            .Runs(Totals)
            .Prints("plain words")
            .Ready();

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(Project.Runner, "build");

        state.IsCompleted.ShouldBeTrue(state.Message);
        state.Value!.Success.ShouldBeTrue();
        state.Value.RunResults!.Results.Count.ShouldBe(2);
        List<TaskRun> tasks = await TasksAsync();
        tasks.Select(task => task.Name).ShouldBe(["model orders", "model totals"]);
        tasks.ShouldAllBe(task => task.State.IsCompleted);
        (await LogAsync(tasks[0].Id)).ShouldContain("1 of 2 OK created orders");
        (await LogAsync(tasks[0].Id)).ShouldNotContain("select 1");
        (await LogAsync(tasks[1].Id)).ShouldContain($"1 of 2 success {Totals}");
        List<string> own = await LogAsync(null);
        own.ShouldContain("Found 2 models");
        own.ShouldContain("plain words");
        own.ShouldNotContain(line => line.Contains("OK created", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Run_waits_for_those_that_it_builds_on()
    {
        Project.Node("seed.shop.raw", []).Node("model.shop.hidden", ["seed.shop.raw"], "ephemeral").Node(Totals, ["model.shop.hidden"])
            .Runs("seed.shop.raw").Runs("model.shop.hidden").Runs(Totals).Ready();

        await InvokeAsync(Project.Runner, "build");

        Dictionary<string, TaskRun> tasks = await TasksByNameAsync();
        tasks.Keys.Order().ShouldBe(["model totals", "seed raw"]);
        tasks["model totals"].Inputs["wait_for"].Single().Id.ShouldBe(tasks["seed raw"].Id);
        tasks["seed raw"].Inputs.ShouldBeEmpty();
    }

    [Fact]
    public async Task Failed_node_fails_its_run_and_what_builds_on_it_has_none()
    {
        Project.Node(Orders, []).Node(Totals, [Orders]).Node("model.shop.other", [])
            .Runs(Orders, "error", "Database Error: no such column")
            .Runs(Totals, "skipped").Runs("model.shop.other").Ready(1);

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(Project.Runner, "run");

        Dictionary<string, TaskRun> tasks = await TasksByNameAsync();
        tasks.Keys.Order().ShouldBe(["model orders", "model other"]);
        tasks["model orders"].State.IsFailed.ShouldBeTrue();
        tasks["model orders"].State.Message!.ShouldContain("'error'");
        tasks["model other"].State.IsCompleted.ShouldBeTrue();
        state.IsFailed.ShouldBeTrue();
        DbtRunException exception = state.Failure.ShouldBeOfType<DbtRunException>();
        exception.Message.ShouldBe(
            "Failures detected during invocation of dbt command 'run':\nModel orders errored with message: \"Database Error: no such column\"");
        exception.Result!.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Skipped_node_is_told_of_in_the_log_of_the_command()
    {
        Project.Node(Orders, []).Node(Totals, [Orders]).Runs(Orders, "error", "bad")
            .Starts(Totals).Says("SkippingDetails", "2 of 2 SKIP relation marts.totals", node: Totals, status: "skipped").Ends(Totals, "skipped").Ready(1);

        await InvokeAsync(Project.Runner, "run");

        (await LogAsync(null)).ShouldContain("2 of 2 SKIP relation marts.totals");
    }

    [Fact]
    public async Task Ephemeral_model_that_fails_to_compile_holds_up_what_builds_on_it()
    {
        Project.Node("model.shop.hidden", [], "ephemeral").Node(Orders, ["model.shop.hidden"])
            .Runs("model.shop.hidden", "error", "Compilation Error in model hidden").Starts(Orders).Ends(Orders, "skipped").Ready(1);

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(Project.Runner, "run");

        state.Failure.ShouldBeOfType<DbtRunException>().Message.ShouldContain("Model hidden errored");
        (await TasksAsync()).ShouldBeEmpty();
        (await AssetEventsAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Node_that_dbt_skips_for_reasons_of_its_own_is_not_made()
    {
        // Its own status stays at 'started' then; what became of it stands in the result.
        Project.Node(Orders, []).Starts(Orders)
            .SaysEnd(Orders, "started", "skipped", "Compilation Error in referenced ephemeral model").Ready(1, hasResults: false);

        await InvokeAsync(Project.Runner, "run");

        TaskRun task = (await TasksAsync()).Single();
        task.State.IsFailed.ShouldBeTrue();
        task.State.Message!.ShouldContain("'skipped': Compilation Error in referenced ephemeral model");
        (await AssetEventsAsync()).ShouldNotContain(occurrence => occurrence.Name == "prefect.asset.materialization.succeeded");
    }

    [Fact]
    public async Task Secrets_in_what_dbt_says_and_is_told_are_masked()
    {
        const string secret = "runner-failure-canary-5e0c";
        SecretMasker.Add(secret);
        Project.Node(Orders, []).Runs(Orders, "error", $"FATAL: password {secret}").Ready(1);
        List<string?> told = [];
        PrefectDbtRunner runner = new() { Settings = Project.Settings, RaiseOnFailure = false };
        runner.PostModel(context => told.Add(context.Error));

        FlowOutcome<DbtInvocationResult> quiet = await InvokeAsync(runner, "run");
        FlowOutcome<DbtInvocationResult> loud = await InvokeAsync(Project.Runner, "run", "--vars", $"{{p: {secret}}}");

        string?[] said = [.. quiet.Value!.Failures, loud.Failure!.Message, loud.Message, .. told, .. (await TasksAsync()).Select(task => task.State.Message)];
        string all = string.Join('\n', said);
        all.ShouldContain("FATAL: password");
        all.ShouldNotContain("canary");
    }

    [Fact]
    public async Task Failures_need_not_be_thrown()
    {
        Project.Node(Check, []).Runs(Check, "fail", "Got 1 result, configured to fail if != 0").Ready(1);

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(new PrefectDbtRunner { Settings = Project.Settings, RaiseOnFailure = false }, "test");

        state.IsCompleted.ShouldBeTrue();
        state.Value!.Success.ShouldBeFalse();
        state.Value.Failures.ShouldBe(["Test not_null_orders_id failed with message: \"Got 1 result, configured to fail if != 0\""]);
        (await TasksByNameAsync())["test not_null_orders_id"].State.IsFailed.ShouldBeTrue();
    }

    [Theory]
    [InlineData("build", new[] { "model orders", "test not_null_orders_id" })]
    [InlineData("run", new[] { "model orders", "model totals", "test not_null_orders_id" })]
    public async Task Failed_test_holds_up_models_in_a_build_alone(string command, string[] names)
    {
        Project.Node(Orders, []).Node(Check, [Orders]).Node(Totals, [Orders])
            .Runs(Orders).Runs(Check, "fail", "bad").Runs(Totals, "skipped").Ready(1);

        await InvokeAsync(Project.Runner, command);

        (await TasksByNameAsync()).Keys.Order().ShouldBe(names);
    }

    [Fact]
    public async Task Retry_reads_what_was_retried_and_needs_it()
    {
        (await InvokeAsync(Project.Ready().Runner, "retry")).Failure.ShouldBeOfType<DbtConfigurationException>().Message.ShouldContain("run_results.json");
        Project.Node(Orders, []).Node(Check, [Orders]).Node(Totals, [Orders]).Runs(Check, "fail", "bad").Runs(Totals, "skipped").Ready(1);
        Project.Write("target/run_results.json", """{"metadata":{"invocation_id":"run-0"},"args":{"which":"build"},"results":[]}""");

        await InvokeAsync(Project.Runner, "retry");

        (await TasksByNameAsync()).Keys.ShouldBe(["test not_null_orders_id"]);
    }

    [Fact]
    public async Task Lines_that_come_after_the_end_of_a_node_are_in_its_log()
    {
        Project.Node(Orders, []).Runs(Orders, "error", "bad").Says("RunResultError", "Runtime Error in model orders", "error", Orders).Ready(1);

        await InvokeAsync(Project.Runner, "run");

        (await LogAsync((await TasksAsync()).Single().Id)).ShouldContain("Runtime Error in model orders");
    }

    [Fact]
    public async Task Nodes_are_runs_also_without_a_manifest()
    {
        Project.Runs(Orders).Ready(hasManifest: false);

        (await InvokeAsync(Project.Runner, "run")).IsCompleted.ShouldBeTrue();

        (await TasksAsync()).Single().Name.ShouldBe("model orders");
        (await LogAsync(null)).ShouldContain(line => line.Contains("manifest", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Node_that_dbt_left_undone_fails_with_dbts_words()
    {
        Project.Node(Orders, []).Starts(Orders)
            .Says("MainEncounteredError", "Encountered an error:\nCompilation Error in model orders", "error").Ready(2, hasResults: false);

        FlowOutcome<DbtInvocationResult> state = await InvokeAsync(new PrefectDbtRunner { Settings = Project.Settings, RaiseOnFailure = false }, "build");

        state.Failure.ShouldBeOfType<DbtRunException>().Message.ShouldContain("Compilation Error in model orders");
        (await TasksAsync()).Single().State.Message!.ShouldContain("ended before");
    }

    [Fact]
    public async Task Error_output_is_told_when_dbt_says_nothing_else()
    {
        Project.Write("err", "Traceback (most recent call last):\nModuleNotFoundError: No module named 'dbt.adapters'\n");
        Project.Ready(1, hasResults: false);
        Project.Write("code", "1");

        (await InvokeAsync(Project.Runner, "run")).Failure.ShouldBeOfType<DbtRunException>().Message.ShouldContain("No module named 'dbt.adapters'");
    }

    [Fact]
    public async Task Results_that_an_earlier_command_left_are_not_taken()
    {
        Project.Says("MainReportVersion", "Running with dbt=1.9").Ready(hasResults: true, resultsOf: "run-0");

        (await InvokeAsync(Project.Runner, "deps")).Value!.RunResults.ShouldBeNull();
    }

    [Fact]
    public async Task Outside_of_runs_there_are_no_task_runs()
    {
        Project.Node(Orders, []).Runs(Orders).Ready();

        DbtInvocationResult result = await Project.Runner.InvokeAsync(["run"], cancellationToken: Cancellation);

        result.RunResults!.Results.Single().UniqueId.ShouldBe(Orders);
        (await TasksAsync()).ShouldBeEmpty();
    }

    [Fact]
    public async Task Cancelling_ends_dbt_and_the_runs_of_its_nodes()
    {
        Project.Node(Orders, []).Starts(Orders).Ready();
        Project.Write("hold", "");
        using CancellationTokenSource cancelling = CancellationTokenSource.CreateLinkedTokenSource(Cancellation);

        Task<FlowOutcome<DbtInvocationResult>> running = InFlowAsync(() => Project.Runner.InvokeAsync(["run"], cancellationToken: cancelling.Token));
        while (!Project.Has("holding"))
        {
            await Task.Yield();
        }

        await cancelling.CancelAsync();
        FlowOutcome<DbtInvocationResult> state = await running;

        state.IsCompleted.ShouldBeFalse();
        (await TasksAsync()).ShouldAllBe(task => task.State.IsFinal && !task.State.IsCompleted);
    }

    [Fact]
    public async Task Missing_program_is_named()
    {
        PrefectDbtRunner runner = new() { Settings = Project.Settings with { Executable = "dbt-that-is-not-there-4c1b" } };
        (await InvokeAsync(runner, "run")).Failure.ShouldBeOfType<DbtRunException>().Message.ShouldContain("dbt-that-is-not-there-4c1b");
    }
}
