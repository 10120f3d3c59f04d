using Microsoft.Extensions.Logging;

namespace Prefect.Flows.Tests.Stores;

public sealed class OddRunTests : RunStoreTest
{
    [Theory]
    [InlineData("\ud800 half a character")]
    [InlineData("nul \0 in the middle")]
    [InlineData("\u001b[31mred\u202e")]
    [InlineData("'; DROP TABLE flow_runs; --")]
    [InlineData("🦆 \u0085 \u2028")]
    public async Task Any_text_is_kept_and_hurts_nobody_else(string text)
    {
        FlowRun run = NewFlowRun();
        run.Name = text;
        run.Parameters = new Dictionary<string, object?> { ["text"] = text, [text] = 1 };
        await Store.CreateAsync(run, Token);
        await StepAsync(Store, run, State.Running());
        TaskRun odd = NewTaskRun(run.Id, "odd");
        odd.Name = text;
        odd.Enter(State.Failed(text));
        TaskRun plain = NewTaskRun(run.Id, "plain");
        await Store.ReportAsync(odd, Token);
        await Store.ReportAsync(plain, Token);
        Store.Report(new RunLog(FlowClock.Now, LogLevel.Error, text, text, run.Id, odd.Id));
        await StepAsync(Store, run, State.Failed(text));
        await Store.FlushAsync(Token);

        string kept = text.Replace('\ud800', '\ufffd');
        (await Store.FindFlowRunAsync(run.Id, Token))!.Name.ShouldBe(kept);
        (await Store.FindFlowRunAsync(run.Id, Token))!.State.Message.ShouldBe(kept);
        (await Store.FindTaskRunAsync(odd.Id, Token))!.State.Message.ShouldBe(kept);
        (await Store.FindTaskRunAsync(plain.Id, Token)).ShouldNotBeNull();
        (await ToListAsync(Store.ReadLogsAsync(cancellationToken: Token))).ShouldHaveSingleItem().Message.ShouldBe(kept);
    }

    [Fact]
    public async Task Log_lines_of_a_megabyte_and_bursts_of_a_hundred_thousand_are_kept_in_order()
    {
        FlowRun run = NewFlowRun();
        await Store.CreateAsync(run, Token);
        string large = new('ä', 1_000_000);
        Store.Report(new RunLog(FlowClock.Now, LogLevel.Information, "l", large, run.Id, null));
        for (int number = 0; number < 100_000; number++)
        {
            Store.Report(new RunLog(FlowClock.Now, LogLevel.Information, "l", "line", run.Id, null));
        }

        await Store.FlushAsync(Token);

        (await ScalarAsync("SELECT count(*) FROM run_logs")).ShouldBe("100001");
        await foreach (RunLog log in Store.ReadLogsAsync(new RunLogFilter { Limit = 1 }, Token))
        {
            log.Message.ShouldBe(large);
        }
    }

    [Fact]
    public async Task A_run_found_dead_when_the_clock_has_gone_back_ends_after_it_began()
    {
        EmbeddedRunStore first = Open();
        FlowRun run;
        TaskRun task;
        using (FlowClock.Use(new ShiftedTime(TimeSpan.FromHours(3))))
        {
            run = NewFlowRun();
            await first.CreateAsync(run, Token);
            await StepAsync(first, run, State.Running());
            task = NewTaskRun(run.Id);
            task.Enter(State.Running());
            await first.ReportAsync(task, Token);
        }

        await first.DisposeAsync();
        EmbeddedRunStore second = Open();

        foreach (Run dead in (Run[])[(await second.FindFlowRunAsync(run.Id, Token))!, (await second.FindTaskRunAsync(task.Id, Token))!])
        {
            dead.State.Type.ShouldBe(StateType.Crashed);
            dead.EndTime!.Value.ShouldBeGreaterThan(dead.StartTime!.Value);
            dead.TotalRunTime.ShouldBeGreaterThanOrEqualTo(TimeSpan.Zero);
        }
    }

    [Fact]
    public async Task A_rate_limit_goes_on_when_the_clock_has_gone_back()
    {
        ConcurrencyRequest request = new() { Names = ["api"], Slots = 1, Mode = ConcurrencyMode.RateLimit };
        await Store.ConcurrencyLimits.CreateAsync(new ConcurrencyLimitDraft("api", 1) { SlotDecayPerSecond = 1 }, Token);
        (await AcquireAsync(TimeSpan.Zero)).IsGranted.ShouldBeTrue();

        (await AcquireAsync(TimeSpan.FromHours(-1))).IsGranted.ShouldBeFalse();
        (await AcquireAsync(TimeSpan.FromHours(-1) + TimeSpan.FromSeconds(5))).IsGranted.ShouldBeTrue();

        async Task<ConcurrencyAnswer> AcquireAsync(TimeSpan shift)
        {
            using IDisposable use = FlowClock.Use(new ShiftedTime(shift));
            return await Store.ConcurrencyLimits.AcquireAsync(request, Token);
        }
    }

    [Fact]
    public async Task A_run_that_was_paused_in_a_process_that_died_is_crashed_and_a_suspended_one_waits_on()
    {
        EmbeddedRunStore first = Open();
        FlowRun paused = NewFlowRun();
        FlowRun suspended = NewFlowRun(deployment: Guid.NewGuid());
        await first.CreateAsync(paused, Token);
        await StepAsync(first, paused, State.Running());
        await StepAsync(first, paused, State.Paused(TimeSpan.FromHours(1)));
        await first.CreateAsync(suspended, Token);
        await StepAsync(first, suspended, State.Running());
        await StepAsync(first, suspended, State.Suspended());
        await first.DisposeAsync();
        EmbeddedRunStore second = Open();

        (await second.FindFlowRunAsync(paused.Id, Token))!.State.Type.ShouldBe(StateType.Crashed);
        (await second.FindFlowRunAsync(suspended.Id, Token))!.State.Name.ShouldBe("Suspended");
        using IDisposable use = RunStore.Use(second);
        await Should.ThrowAsync<NotPausedException>(() => FlowRuns.ResumeAsync(paused.Id, cancellationToken: Token));
    }

    [Fact]
    public async Task Of_several_who_resume_a_run_at_once_one_does_and_its_answer_counts()
    {
        for (int round = 0; round < 20; round++)
        {
            FlowRun run = NewFlowRun();
            await Store.CreateAsync(run, Token);
            await StepAsync(Store, run, State.Running());
            await StepAsync(Store, run, State.Paused(TimeSpan.FromHours(1), key: "k"));
            EmbeddedRunStore[] stores = [Open(), Open()];

            StateAnswer[] answers = await Task.WhenAll(stores.Select(store => Task.Run(() => store.SetStateAsync(run.Id, State.Running(), false, Token).AsTask())));

            answers.Count(answer => answer.Decision == StateDecision.Accept).ShouldBe(1);
            (await Store.FindFlowRunAsync(run.Id, Token))!.States.Count(state => state.IsRunning).ShouldBe(2);
        }
    }

    [Fact]
    public async Task Runs_are_deleted_while_they_are_read()
    {
        for (int number = 0; number < 600; number++)
        {
            FlowRun run = NewFlowRun();
            await Store.CreateAsync(run, Token);
            await StepAsync(Store, run, State.Completed());
        }

        EmbeddedRunStore other = Open();
        int seen = 0;
        await foreach (FlowRun run in Store.ListFlowRunsAsync(cancellationToken: Token))
        {
            seen++;
            await other.DeleteFlowRunAsync(run.Id, Token);
        }

        seen.ShouldBe(600);
        (await ScalarAsync("SELECT count(*) FROM flow_runs")).ShouldBe("0");
    }

    private sealed class ShiftedTime(TimeSpan shift) : TimeProvider
    {
        public override DateTimeOffset GetUtcNow() => System.GetUtcNow() + shift;
    }
}
