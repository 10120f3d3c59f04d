using System.Text.Json.Nodes;
using Prefect.Testing;
using Shouldly;
using Xunit;

namespace Prefect.Flows.Tests.Interactive;

public sealed class PauseTests : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();
    private readonly EmbeddedRunStore _store;
    private readonly EmbeddedRunStore _other;
    private readonly ManualClock _clock = new();
    private readonly Scopes _use;

    public PauseTests()
    {
        _store = EmbeddedRunStore.Open(_directory.Combine("runs.db"));
        _other = EmbeddedRunStore.Open(_directory.Combine("runs.db"));
        _use = new Scopes(RunStore.Use(_store), FlowClock.Use(_clock));
    }

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    [Fact]
    public async Task A_paused_run_goes_on_when_another_connection_resumes_it()
    {
        List<string> steps = [];
        Flow<int> flow = Flow.Define("waits", async () =>
        {
            steps.Add("before");
            await FlowRuns.PauseAsync();
            steps.Add("after");
            return 3;
        });

        Task<State<int>> running = flow.RunStateAsync(Token);
        FlowRun paused = await PausedAsync();
        steps.ShouldBe(["before"]);
        await ResumeElsewhereAsync(paused.Id);
        _clock.Advance(TimeSpan.FromSeconds(10));

        (await running).IsCompleted.ShouldBeTrue();
        steps.ShouldBe(["before", "after"]);
        FlowRun stored = (await _other.FindFlowRunAsync(paused.Id, Token))!;
        stored.States.Select(state => state.Name).ShouldBe(["Pending", "Running", "Paused", "Running", "Completed"]);
    }

    [Fact]
    public async Task Nobody_resumes_in_time_and_the_run_fails()
    {
        Flow<int> flow = Flow.Define("too-late", async () =>
        {
            await FlowRuns.PauseAsync(new PauseOptions { Timeout = TimeSpan.FromSeconds(30) });
            return 1;
        });
        _clock.JumpsToTimers = true;

        State<int> state = await flow.RunStateAsync(Token);

        state.IsFailed.ShouldBeTrue();
        await Should.ThrowAsync<FlowPauseTimeoutException>(() => state.ResultAsync(Token));
        _clock.Waits.Where(wait => wait <= TimeSpan.FromSeconds(30)).First().ShouldBe(TimeSpan.FromSeconds(10));
    }

    [Fact]
    public async Task An_answer_is_checked_kept_and_given_to_the_run()
    {
        Flow<string> flow = Flow.Define("asks", async () =>
        {
            Approval approval = await FlowRuns.PauseAsync<Approval>(new PauseOptions
            {
                Request = new RunInputRequest { Description = "May it?", InitialData = new Dictionary<string, object?> { ["Comment"] = "none" } },
            });
            return $"{approval.Approved} {approval.Comment} {approval.Metadata!.Key}";
        });

        Task<State<string>> running = flow.RunStateAsync(Token);
        FlowRun paused = await PausedAsync();
        paused.State.Details.RunInputKeyset.ShouldBe(Keyset.FromState(paused.State).ToDictionary());
        (await RunInputs.ReadAsync("paused-1-description", paused.Id, Token))!.ToString().ShouldBe("May it?");
        JsonNode.DeepEquals(
            await RunInputs.ReadAsync("paused-1-schema", paused.Id, Token),
            JsonNode.Parse("""
                {"additionalProperties":false,"properties":{"approved":{"title":"Approved","type":"boolean"},"comment":{"default":"none","title":"Comment","type":"string"}},
                 "required":["approved"],"title":"Approval","type":"object"}
                """)).ShouldBeTrue();

        (await Should.ThrowAsync<RunInputException>(() => ResumeElsewhereAsync(paused.Id, new { Approved = "maybe" }))).Message.ShouldContain("'approved'");
        (await Should.ThrowAsync<RunInputException>(() => ResumeElsewhereAsync(paused.Id))).Message.ShouldContain("'approved' is missing");
        (await Should.ThrowAsync<RunInputException>(() => ResumeElsewhereAsync(paused.Id, new { approved = true, other = 1 }))).Message.ShouldContain("'other'");
        await ResumeElsewhereAsync(paused.Id, new JsonObject { ["approved"] = true });
        _clock.Advance(TimeSpan.FromSeconds(10));

        (await (await running).ResultAsync(Token)).ShouldBe("True none paused-1-response");
        await Should.ThrowAsync<NotPausedException>(() => ResumeElsewhereAsync(paused.Id));
    }

    [Fact]
    public async Task A_single_value_may_be_asked_for_and_a_task_may_ask()
    {
        FlowTask<int> ask = FlowTask.Define("ask", async () => await FlowRuns.PauseAsync<int>());
        Flow<int> flow = Flow.Define("asks-number", async () => await ask.RunAsync());

        Task<State<int>> running = flow.RunStateAsync(Token);
        FlowRun paused = await PausedAsync();
        await ResumeElsewhereAsync(paused.Id, 42);
        _clock.Advance(TimeSpan.FromSeconds(10));

        (await (await running).ResultAsync(Token)).ShouldBe(42);
    }

    [Fact]
    public async Task A_pause_that_was_passed_gives_the_stored_answer_at_once()
    {
        Flow<string> flow = Flow.Define("again", async () =>
        {
            string first = await FlowRuns.PauseAsync<string>(new PauseOptions { Key = "one" });
            string second = await FlowRuns.PauseAsync<string>(new PauseOptions { Key = "one" });
            return first + second;
        });

        Task<State<string>> running = flow.RunStateAsync(Token);
        FlowRun paused = await PausedAsync();
        await ResumeElsewhereAsync(paused.Id, "x");
        _clock.Advance(TimeSpan.FromSeconds(10));

        (await (await running).ResultAsync(Token)).ShouldBe("xx");
    }

    [Fact]
    public async Task Waiting_outside_a_flow_or_suspending_from_a_task_is_refused()
    {
        await Should.ThrowAsync<InvalidOperationException>(() => FlowRuns.PauseAsync(cancellationToken: Token));
        await Should.ThrowAsync<InvalidOperationException>(() => FlowRuns.SuspendAsync(cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => FlowRuns.PauseAsync(new PauseOptions { Timeout = TimeSpan.Zero }, Token));
        await Should.ThrowAsync<RunStoreException>(() => FlowRuns.ResumeAsync(Guid.NewGuid(), cancellationToken: Token));

        FlowTask<int> task = FlowTask.Define("suspends", async () =>
        {
            await FlowRuns.SuspendAsync();
            return 1;
        });
        Flow<int> flow = Flow.Define("suspends", async () => await task.RunAsync());
        (await Should.ThrowAsync<InvalidOperationException>(() => flow.RunAsync(Token))).Message.ShouldContain("task");
    }

    [Fact]
    public async Task Arguments_from_JSON_that_do_not_fit_make_a_failed_run()
    {
        int calls = 0;
        Flow<int, int> flow = Flow.Define("from-json", (int count) => calls += count);

        (await flow.RunFromJsonAsync(new JsonObject { ["count"] = "2" }, Token)).IsCompleted.ShouldBeTrue();
        State failed = await flow.RunFromJsonAsync(new JsonObject { ["count"] = "two" }, Token);

        failed.IsFailed.ShouldBeTrue();
        failed.Message!.ShouldContain("'count'");
        calls.ShouldBe(2);
        await Should.ThrowAsync<ParameterBindException>(() => flow.RunFromJsonAsync([], Token));
        int runs = 0;
        await foreach (FlowRun run in _store.ListFlowRunsAsync(new FlowRunFilter { FlowName = "from-json" }, Token))
        {
            runs++;
        }

        runs.ShouldBe(2);
    }

    public async ValueTask DisposeAsync()
    {
        _use.Dispose();
        await _store.DisposeAsync();
        await _other.DisposeAsync();
        _directory.Dispose();
    }

    private async Task ResumeElsewhereAsync(Guid run, object? input = null)
    {
        using IDisposable other = RunStore.Use(_other);
        await FlowRuns.ResumeAsync(run, input, Token);
    }

    /// <summary>Waits until the run is paused and sleeps.</summary>
    private async Task<FlowRun> PausedAsync()
    {
        while (true)
        {
            Token.ThrowIfCancellationRequested();
            await foreach (FlowRun run in _other.ListFlowRunsAsync(new FlowRunFilter { StateTypes = [StateType.Paused] }, Token))
            {
                if (_clock.Waits.Contains(TimeSpan.FromSeconds(10)))
                {
                    return run;
                }
            }

            await Task.Yield();
        }
    }

    private sealed record Approval(bool Approved, string Comment) : RunInput;

    private sealed class Scopes(params IDisposable[] scopes) : IDisposable
    {
        public void Dispose() => Array.ForEach(scopes, scope => scope.Dispose());
    }
}
