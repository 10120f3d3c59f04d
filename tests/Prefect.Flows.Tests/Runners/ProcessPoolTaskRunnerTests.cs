using System.Diagnostics;
using System.Globalization;
using Prefect.Blocks;
using Prefect.Client;
using static Prefect.Flows.Tests.Runners.PoolTasks;

namespace Prefect.Flows.Tests.Runners;

/// <summary>These tests start the test program itself as worker: its own entry point never runs there.</summary>
public sealed class ProcessPoolTaskRunnerTests : PoolTest
{
    private static readonly FlowOptions s_pooled = new() { TaskRunner = new ProcessPoolTaskRunner(2) };
    private static readonly Flow<string, Surroundings> s_lookedAround = Flow.Define("looked-around", async (string folder) => await LookAround.Submit(""), s_pooled);

    [Fact]
    public async Task A_submitted_body_runs_in_another_process()
    {
        Flow<int> flow = Flow.Define("pooled", async () => await ProcessId.Submit(""), s_pooled);

        (await RunAsync(flow)).ShouldNotBe(Environment.ProcessId);
    }

    [Fact]
    public async Task A_body_that_is_called_runs_here()
    {
        Flow<int> flow = Flow.Define("pooled", async () => await ProcessId.RunAsync(""), s_pooled);

        (await RunAsync(flow)).ShouldBe(Environment.ProcessId);
    }

    [Fact]
    public async Task Processes_are_used_again_and_are_no_more_than_asked_for()
    {
        Flow<int[]> flow = Flow.Define("pooled", async () => (await ProcessId.Map(Enumerable.Repeat("", 20))).ToArray(), s_pooled);

        int[] ids = await RunAsync(flow);

        ids.Length.ShouldBe(20);
        ids.Distinct().Count().ShouldBeInRange(1, 2);
    }

    [Fact]
    public async Task Two_processes_share_work_that_keeps_processors_busy()
    {
        Flow<long> flow = Flow.Define("primes", async () => (await CountPrimes.Map([200_000, 200_001, 200_002, 200_003])).Sum(), s_pooled);

        (await RunAsync(flow)).ShouldBe(4 * Primes(200_000));
    }

    [Fact]
    public async Task Processes_end_with_the_flow_run()
    {
        Flow<int> flow = Flow.Define("pooled", async () => await ProcessId.Submit(""), s_pooled);

        int id = await RunAsync(flow);

        Should.Throw<ArgumentException>(() => Process.GetProcessById(id));
    }

    [Fact]
    public async Task Arguments_and_results_keep_their_content()
    {
        Order order = new("Ada", [1.5m, 2], (2026, 11));
        Flow<Order> flow = Flow.Define("pooled", async () => await PoolTasks.Double.Submit(order), s_pooled);

        Order doubled = await RunAsync(flow);

        doubled.Lines.ShouldBe([1.5m, 2, 1.5m, 2]);
        doubled.Customer.ShouldBe("Ada");
        doubled.Period.ShouldBe((2026, 11));
    }

    [Theory]
    [InlineData(5)]
    [InlineData(5L)]
    [InlineData("text")]
    [InlineData(true)]
    [InlineData('c')]
    [InlineData(2.5)]
    [InlineData(DayOfWeek.Friday)]
    public async Task An_argument_without_a_type_keeps_its_own(object value)
    {
        Flow<string> flow = Flow.Define("pooled", async () => await TypeOf.Submit(value), s_pooled);

        (await RunAsync(flow)).ShouldBe(value.GetType().FullName);
    }

    [Fact]
    public async Task The_items_of_a_stream_come_back_as_a_list()
    {
        Flow<IReadOnlyList<int>> flow = Flow.Define("pooled", async () => await PoolTasks.Range.Submit(3), s_pooled);

        (await RunAsync(flow)).ShouldBe([0, 1, 2]);
    }

    [Fact]
    public async Task Secrets_arrive_in_clear()
    {
        Flow<int> flow = Flow.Define("pooled", async () => await SecretLength.Submit(new SecretString("correct horse")), s_pooled);

        (await RunAsync(flow)).ShouldBe("correct horse".Length);
    }

    [Fact]
    public async Task A_body_sees_the_run_that_it_belongs_to()
    {
        Flow<Surroundings> outer = Flow.Define("outer", async () => await s_lookedAround.RunAsync("data"));
        Surroundings seen;
        using (Tags.Add("blue", "green"))
        {
            seen = await RunAsync(outer);
        }

        TaskRun taskRun = (await TaskRunsAsync()).Single(run => run.TaskName == LookAround.Name);
        seen.ProcessId.ShouldNotBe(Environment.ProcessId);
        seen.FlowRunId.ShouldBe(taskRun.FlowRunId);
        seen.FlowName.ShouldBe("looked-around");
        seen.Folder.ShouldBe("data");
        seen.TaskRunId.ShouldBe(taskRun.Id);
        seen.TaskKey.ShouldBe(LookAround.Key);
        seen.Tags.ShouldBe(["blue", "green"], ignoreOrder: true);
        seen.IsDetached.ShouldBeTrue();
        seen.Home.ShouldBe(Settings.Home.ToString());
        seen.RunCount.ShouldBe(1);
        seen.IsSameDefinition.ShouldBeTrue();
    }

    [Fact]
    public async Task A_task_that_is_defined_in_a_method_runs_too()
    {
        FlowTask<int, int> square = FlowTask.Define("square", (int side) => side * side);
        Flow<int> flow = Flow.Define("pooled", async () => await square.Submit(7), s_pooled);

        (await RunAsync(flow)).ShouldBe(49);
    }

    [Fact]
    public async Task An_exception_comes_back_as_what_it_was()
    {
        Flow<Unit> flow = Flow.Define("pooled", async () => { await Fail.Submit("no such column"); }, s_pooled);

        InvalidDataException thrown = await Should.ThrowAsync<InvalidDataException>(RunAsync(flow));

        thrown.Message.ShouldBe("no such column");
        thrown.InnerException.ShouldBeOfType<FormatException>().Message.ShouldBe("inner");
        thrown.StackTrace!.ShouldContain("PoolTasks.Throw");
    }

    [Fact]
    public async Task An_exception_that_cannot_be_made_again_tells_its_type_and_message()
    {
        Flow<Unit> flow = Flow.Define("pooled", async () => { await FailOddly.Submit("abc"); }, s_pooled);

        RemoteTaskException thrown = await Should.ThrowAsync<RemoteTaskException>(RunAsync(flow));

        thrown.TypeName.ShouldBe(typeof(OddException).FullName);
        thrown.Message.ShouldEndWith(": 3/2");
    }

    [Fact]
    public async Task A_task_whose_process_is_killed_is_begun_again_in_another()
    {
        string marker = Path.Combine(Folder, "died");
        Flow<int> flow = Flow.Define("pooled", async () => await Die.Submit(marker), s_pooled);

        (await RunAsync(flow)).ShouldNotBe(Environment.ProcessId);

        (await TaskRunsAsync()).ShouldHaveSingleItem().RunCount.ShouldBe(2);
    }

    [Fact]
    public async Task A_task_whose_process_is_killed_fails_with_the_reason()
    {
        string marker = Path.Combine(Folder, "died");
        FlowTask<string, int> die = Die.With(options => options with { Retries = 0 });
        Flow<int> flow = Flow.Define("pooled", async () => await die.Submit(marker), s_pooled);

        TaskWorkerException thrown = await Should.ThrowAsync<TaskWorkerException>(RunAsync(flow));

        thrown.Message.ShouldContain("'die'");
        thrown.Message.ShouldContain("exit code 137");
    }

    [Fact]
    public async Task Cancellation_reaches_the_body()
    {
        string began = Path.Combine(Folder, "began");
        Flow<Unit> flow = Flow.Define("pooled", async () => { await PoolTasks.Wait.Submit(began); }, s_pooled);
        using CancellationTokenSource cancel = CancellationTokenSource.CreateLinkedTokenSource(Token);
        Task run = RunAsync(flow, cancel.Token);
        int worker = await ReadAsync(began);

        await cancel.CancelAsync();

        await Should.ThrowAsync<Exception>(run);
        Should.Throw<ArgumentException>(() => Process.GetProcessById(worker));
    }

    [Fact]
    public async Task A_body_that_does_not_heed_its_time_is_ended_with_its_process()
    {
        string began = Path.Combine(Folder, "began");
        Flow<Unit> flow = Flow.Define("pooled", async () => { await Spin.Submit(began); }, s_pooled);

        await Should.ThrowAsync<TimeoutException>(RunAsync(flow));

        int worker = await ReadAsync(began);
        Should.Throw<ArgumentException>(() => Process.GetProcessById(worker));
    }

    [Fact]
    public async Task A_body_that_uses_variables_around_it_is_refused_with_their_names()
    {
        int factor = 3;
        FlowTask<int, int> times = FlowTask.Define("times", (int value) => value * factor);
        Flow<int> flow = Flow.Define("pooled", async () => await times.Submit(7), s_pooled);

        TaskTransferException thrown = await Should.ThrowAsync<TaskTransferException>(RunAsync(flow));

        thrown.Message.ShouldContain("'times'");
        thrown.Message.ShouldContain("factor");
        thrown.Message.ShouldContain("Hand them over as arguments");
    }

    [Fact]
    public async Task A_body_that_is_a_method_of_an_object_is_refused()
    {
        FlowTask<string, string> bound = FlowTask.Define("bound", (Func<string, string>)Bound);
        Flow<string> flow = Flow.Define("pooled", async () => await bound.Submit("x"), s_pooled);

        (await Should.ThrowAsync<TaskTransferException>(RunAsync(flow))).Message.ShouldContain(nameof(ProcessPoolTaskRunnerTests));
    }

    [Fact]
    public async Task An_argument_that_is_no_JSON_is_refused_with_its_name()
    {
        Flow<long> flow = Flow.Define("pooled", async () => await PoolTasks.Length.Submit(new MemoryStream()), s_pooled);

        (await Should.ThrowAsync<TaskTransferException>(RunAsync(flow))).Message.ShouldContain("argument 'stream'");
    }

    [Fact]
    public async Task Tasks_that_a_body_calls_and_submits_are_kept_with_the_flow_run()
    {
        Flow<int> flow = Flow.Define("pooled", async () => await Nested.Submit(4), s_pooled);

        (await RunAsync(flow)).ShouldBe(4 + 16);

        FlowRun run = await FlowRunAsync();
        List<TaskRun> tasks = await TaskRunsAsync();
        tasks.Select(task => task.TaskName).ShouldBe(["nested", "inner", "inner"], ignoreOrder: true);
        tasks.ShouldAllBe(task => task.FlowRunId == run.Id && task.State.IsCompleted);
    }

    [Fact]
    public async Task Tasks_that_a_body_calls_keep_their_results_where_the_flow_does()
    {
        string kept = Path.Combine(Folder, "kept");
        Flow<int> flow = Flow.Define("pooled", async () => await Nested.Submit(4), s_pooled with { ResultStorage = ResultStorage.Folder(kept) });

        (await RunAsync(flow)).ShouldBe(4 + 16);

        // The flow's own, that of the task that it submitted, and those of the two that were called in the worker.
        Directory.GetFiles(kept).Length.ShouldBe(4);
    }

    [Theory]
    [InlineData(false, "done committed ")]
    [InlineData(true, "done undone ")]
    public async Task Tasks_that_a_body_calls_are_committed_or_undone_with_it(bool fails, string expected)
    {
        string file = Path.Combine(Folder, "notes");
        Flow<int> flow = Flow.Define("pooled", async () => (await Tidies.Submit(file, fails).StateAsync()).IsCompleted ? 1 : 0, s_pooled);

        (await RunAsync(flow)).ShouldBe(fails ? 0 : 1);

        (await File.ReadAllTextAsync(file, Token)).ShouldBe(expected);
    }

    [Fact]
    public async Task What_a_body_logs_and_prints_is_kept_with_its_run()
    {
        Flow<Unit> flow = Flow.Define("pooled", async () => { await Talk.Submit("hello"); }, s_pooled);

        await RunAsync(flow);

        FlowRun run = await FlowRunAsync();
        TaskRun task = (await TaskRunsAsync()).ShouldHaveSingleItem();
        List<RunLog> logs = await LogsAsync();
        foreach (string message in (string[])["logged hello", "printed hello"])
        {
            RunLog log = logs.Where(log => log.Message == message).ShouldHaveSingleItem();
            log.FlowRunId.ShouldBe(run.Id);
            log.TaskRunId.ShouldBe(task.Id);
        }
    }

    [Fact]
    public async Task Secrets_that_only_a_worker_reveals_are_masked_in_what_comes_back()
    {
        Flow<Unit> flow = Flow.Define("pooled", async () => { await Leak.Submit("worker-only-"); }, s_pooled);

        InvalidOperationException thrown = await Should.ThrowAsync<InvalidOperationException>(RunAsync(flow));

        thrown.ToString().ShouldNotContain("worker-only-tnetennba");
        (await LogsAsync()).ShouldAllBe(log => !log.Message.Contains("worker-only-tnetennba", StringComparison.Ordinal));
    }

    [Fact]
    public async Task What_a_body_says_about_an_asset_comes_back()
    {
        Asset table = "postgres://lake/orders";
        Flow<int> flow = Flow.Define("pooled", async () => await Describe.Materializing(table).Submit(table.Key), s_pooled);

        (await RunAsync(flow)).ShouldBe(1);

        PrefectEvent materialized = (await ((IRunStore)Store).Events!.ListAsync(new EventFilter { Prefix = "prefect.asset.materialization" }, Token).ToListAsync(Token))
            .ShouldHaveSingleItem();
        materialized.Payload.GetProperty("rows").GetInt32().ShouldBe(3);
    }

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Fewer_than_one_process_is_refused(int maxWorkers) =>
        Should.Throw<ArgumentOutOfRangeException>(() => new ProcessPoolTaskRunner(maxWorkers)).ParamName.ShouldBe("maxWorkers");

    private string Bound(string text) => text + Folder;

    private static async Task<int> ReadAsync(string file)
    {
        while (!File.Exists(file) || new FileInfo(file).Length == 0)
        {
            await Task.Delay(20, Token);
        }

        return int.Parse(await File.ReadAllTextAsync(file, Token), CultureInfo.InvariantCulture);
    }
}
