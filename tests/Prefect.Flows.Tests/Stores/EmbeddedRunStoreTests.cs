using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Flows.Tests.Stores;

public sealed class EmbeddedRunStoreTests : RunStoreTest
{
    [Fact]
    public async Task A_flow_run_is_read_back_as_it_was_created()
    {
        FlowRun run = NewFlowRun(retries: 2, parent: Guid.NewGuid());
        await Store.CreateAsync(run, Token);

        FlowRun read = (await Open().FindFlowRunAsync(run.Id, Token)).ShouldNotBeNull();

        read.FlowName.ShouldBe("load");
        read.FlowVersion.ShouldBe("7");
        read.Name.ShouldBe("quiet-otter");
        read.Tags.ShouldBe(["a", "b"]);
        read.Parameters["folder"]!.ToString().ShouldBe("in");
        read.Parameters["count"]!.ToString().ShouldBe("3");
        read.ParentFlowRunId.ShouldBe(run.ParentFlowRunId);
        read.RootFlowRunId.ShouldBe(run.RootFlowRunId);
        read.Retries.ShouldBe(2);
        read.RetryDelay.ShouldBe(TimeSpan.FromSeconds(5));
        read.ExpectedStartTime.ShouldBe(run.ExpectedStartTime);
        read.State.Id.ShouldBe(run.State.Id);
        read.State.Type.ShouldBe(StateType.Pending);
    }

    [Fact]
    public async Task Accepted_states_are_kept_with_their_ids_times_messages_and_details()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        (await StepAsync(Store, run, State.Running())).Decision.ShouldBe(StateDecision.Accept);
        await StepAsync(Store, run, State.Paused(TimeSpan.FromMinutes(5), key: "1", message: "waits"));
        await StepAsync(Store, run, State.Running());
        await StepAsync(Store, run, State.Completed("done", "Skipped"));

        FlowRun read = (await Store.FindFlowRunAsync(run.Id, Token)).ShouldNotBeNull();

        read.States.Select(state => state.Id).ShouldBe(run.States.Select(state => state.Id));
        read.States.Select(state => state.Timestamp).ShouldBe(run.States.Select(state => state.Timestamp));
        read.States[2].Message.ShouldBe("waits");
        read.States[2].Details.PauseKey.ShouldBe("1");
        read.States[2].Details.PauseTimeout.ShouldBe(run.States[2].Details.PauseTimeout);
        read.State.ToString().ShouldBe("Skipped('done', type=COMPLETED)");
        read.RunCount.ShouldBe(1);
        read.StartTime.ShouldBe(run.StartTime);
        read.EndTime.ShouldBe(run.EndTime);
        read.TotalRunTime.ShouldBe(run.TotalRunTime);
    }

    [Fact]
    public async Task A_failed_run_with_retries_left_waits_for_the_next_attempt()
    {
        using IDisposable time = FlowClock.Use(new Prefect.Testing.ManualClock());
        FlowRun run = NewFlowRun(retries: 1);
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Running());

        StateAnswer first = await StepAsync(Store, run, State.Failed("no"));
        StateAnswer early = await StepAsync(Store, run, State.Running());

        first.Decision.ShouldBe(StateDecision.Reject);
        first.State!.Name.ShouldBe("AwaitingRetry");
        early.Decision.ShouldBe(StateDecision.Wait);
        early.Delay.ShouldBe(TimeSpan.FromSeconds(5));
        (await Store.FindFlowRunAsync(run.Id, Token))!.State.Id.ShouldBe(first.State.Id);
    }

    [Fact]
    public async Task What_another_process_decided_is_seen_by_the_next_proposal()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Running());
        EmbeddedRunStore other = Open();
        StateAnswer cancelled = await other.SetStateAsync(run.Id, State.Cancelling(), cancellationToken: Token);

        StateAnswer answer = await StepAsync(Store, run, State.Completed());

        cancelled.Decision.ShouldBe(StateDecision.Accept);
        answer.Decision.ShouldBe(StateDecision.Reject);
        answer.State!.IsCancelling.ShouldBeTrue();
        (await StepAsync(Store, run, State.Cancelled())).Decision.ShouldBe(StateDecision.Accept);
        (await other.FindFlowRunAsync(run.Id, Token))!.States.Select(state => state.Type)
            .ShouldBe([StateType.Pending, StateType.Running, StateType.Cancelling, StateType.Cancelled]);
    }

    [Fact]
    public async Task A_proposal_for_a_run_that_was_deleted_says_so()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        (await Store.DeleteFlowRunAsync(run.Id, Token)).ShouldBeTrue();

        (await Should.ThrowAsync<RunStoreException>(async () => await Store.ProposeAsync(run, State.Running(), cancellationToken: Token)))
            .Message.ShouldContain(run.Id.ToString());
        (await Store.DeleteFlowRunAsync(run.Id, Token)).ShouldBeFalse();
        await Should.ThrowAsync<RunStoreException>(async () => await Store.SetStateAsync(run.Id, State.Cancelled(), cancellationToken: Token));
    }

    [Fact]
    public async Task A_task_run_is_kept_with_everything_that_was_reported_last()
    {
        FlowRun flow = NewFlowRun();
        await Store.CreateAsync(flow, Token);
        TaskRun first = NewTaskRun(flow.Id);
        TaskRun run = NewTaskRun(flow.Id);
        run.Inputs = new Dictionary<string, IReadOnlyList<RunReference>> { ["path"] = [new RunReference(RunKind.Task, first.Id)] };
        run.CacheKey = "key";
        await Store.ReportAsync(run, Token);
        run.Enter(State.Running());
        await Store.ReportAsync(run, Token);
        run.Name = "renamed";
        run.Enter(State.Completed());
        await Store.ReportAsync(run, Token);
        await Store.FlushAsync(Token);

        TaskRun read = (await Open().FindTaskRunAsync(run.Id, Token)).ShouldNotBeNull();

        read.Name.ShouldBe("renamed");
        read.TaskKey.ShouldBe("count-1234");
        read.DynamicKey.ShouldBe(run.DynamicKey);
        read.Tags.ShouldBe(["t"]);
        read.CacheKey.ShouldBe("key");
        read.Inputs["path"].ShouldBe([new RunReference(RunKind.Task, first.Id)]);
        read.States.Select(state => state.Id).ShouldBe(run.States.Select(state => state.Id));
    }

    [Fact]
    public async Task Task_runs_are_written_without_a_flush_soon()
    {
        TaskRun run = NewTaskRun(null);
        await Store.ReportAsync(run, Token);
        EmbeddedRunStore other = Open();
        while (await other.FindTaskRunAsync(run.Id, Token) is null)
        {
            await Task.Delay(5, Token);
        }
    }

    [Fact]
    public async Task Many_reports_at_once_are_all_kept()
    {
        FlowRun flow = NewFlowRun();
        await Store.CreateAsync(flow, Token);
        await Parallel.ForAsync(0, 30_000, Token, async (_, token) =>
        {
            TaskRun run = NewTaskRun(flow.Id);
            run.Enter(State.Running());
            await Store.ReportAsync(run, token);
            run.Enter(State.Completed());
            await Store.ReportAsync(run, token);
            Store.Report(new RunLog(FlowClock.Now, LogLevel.Information, "prefect", "line", flow.Id, run.Id));
        });
        await Store.FlushAsync(Token);

        (await ScalarAsync("SELECT count(*) FROM task_runs WHERE state_type = 3")).ShouldBe("30000");
        (await ScalarAsync("SELECT count(*) FROM run_logs")).ShouldBe("30000");
    }

    [Fact]
    public async Task Lists_give_the_newest_first_and_obey_their_filters()
    {
        List<Guid> created = [];
        for (int number = 0; number < 450; number++)
        {
            FlowRun run = NewFlowRun(number % 2 == 0 ? "even" : "odd");
            await Store.CreateAsync(run, Token);
            created.Insert(0, run.Id);
            await StepAsync(Store, run, number % 3 == 0 ? State.Failed() : State.Running(name: "Busy"));
        }

        List<FlowRun> all = await ToListAsync(Store.ListFlowRunsAsync(cancellationToken: Token));
        all.Select(run => run.Id).ShouldBe(created);
        (await ToListAsync(Store.ListFlowRunsAsync(new FlowRunFilter { FlowName = "odd" }, Token))).Count.ShouldBe(225);
        (await ToListAsync(Store.ListFlowRunsAsync(new FlowRunFilter { StateTypes = [StateType.Failed] }, Token))).Count.ShouldBe(150);
        (await ToListAsync(Store.ListFlowRunsAsync(new FlowRunFilter { StateNames = ["Busy", "Other"], Limit = 205 }, Token))).Count.ShouldBe(205);
        (await ToListAsync(Store.ListFlowRunsAsync(new FlowRunFilter { FlowName = "none" }, Token))).ShouldBeEmpty();
    }

    [Fact]
    public async Task Logs_come_in_order_from_either_end()
    {
        FlowRun flow = NewFlowRun();
        for (int number = 0; number < 300; number++)
        {
            Store.Report(new RunLog(FlowClock.Now, number % 2 == 0 ? LogLevel.Warning : LogLevel.Debug, "l", $"{number}", flow.Id, null));
        }

        RunLogFilter filter = new() { FlowRunId = flow.Id };
        (await ToListAsync(Store.ReadLogsAsync(filter, Token))).Select(log => log.Message).ShouldBe(Enumerable.Range(0, 300).Select(number => $"{number}"));
        (await ToListAsync(Store.ReadLogsAsync(filter with { Limit = 2 }, Token))).Select(log => log.Message).ShouldBe(["0", "1"]);
        (await ToListAsync(Store.ReadLogsAsync(filter with { Limit = 2, FromEnd = true, Level = LogLevel.Information }, Token)))
            .Select(log => log.Message).ShouldBe(["296", "298"]);
        (await ToListAsync(Store.ReadLogsAsync(filter with { FlowRunId = Guid.NewGuid() }, Token))).ShouldBeEmpty();
    }

    [Fact]
    public async Task No_secret_reaches_the_file()
    {
        const string Secret = "canary-9f1e-of-the-run-store";
        SecretMasker.Add(Secret);
        FlowRun run = NewFlowRun();
        run.Name = $"run {Secret}";
        run.Parameters = new Dictionary<string, object?> { ["text"] = $"a {Secret}", ["typed"] = new SecretString(Secret) };
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Failed($"no {Secret}", name: Secret));
        TaskRun task = NewTaskRun(run.Id);
        task.Enter(State.Failed($"no {Secret}"));
        await Store.ReportAsync(task, Token);
        Store.Report(new RunLog(FlowClock.Now, LogLevel.Error, "l", Secret, run.Id, null));
        await Store.DisposeAsync();

        foreach (string file in Directory.EnumerateFiles(Path.GetDirectoryName(File)!))
        {
            System.Text.Encoding.UTF8.GetString(await System.IO.File.ReadAllBytesAsync(file, Token)).ShouldNotContain(Secret);
        }
    }

    [Fact]
    public async Task Deleting_a_run_takes_its_task_runs_and_logs_along()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        await Store.ReportAsync(NewTaskRun(run.Id), Token);
        Store.Report(new RunLog(FlowClock.Now, LogLevel.Error, "l", "m", run.Id, null));

        await Store.DeleteFlowRunAsync(run.Id, Token);

        foreach (string table in (string[])["flow_runs", "task_runs", "run_logs"])
        {
            (await ScalarAsync($"SELECT count(*) FROM {table}")).ShouldBe("0", table);
        }
    }

    [Fact]
    public async Task Runs_that_ended_longer_ago_than_the_retention_are_deleted_when_the_store_is_opened()
    {
        FlowRun old = NewFlowRun();
        using (FlowClock.Use(new ShiftedTime(TimeSpan.FromDays(-40))))
        {
            old = NewFlowRun();
            await Store.CreateAsync(old, Token);
            await StepAsync(Store, old, State.Running());
            await StepAsync(Store, old, State.Completed());
        }

        FlowRun young = NewFlowRun();
        await Store.CreateAsync(young, Token);
        await StepAsync(Store, young, State.Running());
        await StepAsync(Store, young, State.Completed());

        EmbeddedRunStore tidy = Open(TimeSpan.FromDays(30));
        while (await tidy.FindFlowRunAsync(old.Id, Token) is not null)
        {
            await Task.Delay(20, Token);
        }

        (await tidy.FindFlowRunAsync(young.Id, Token)).ShouldNotBeNull();
    }

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}
