using Prefect.Flows;

namespace Prefect.Cli.Tests;

public sealed class ResumeFlowRunTests : IAsyncDisposable
{
    private readonly Tool _tool = new();
    private readonly EmbeddedRunStore _store;

    public ResumeFlowRunTests()
    {
        _store = EmbeddedRunStore.Open(Path.Combine(_tool.Home, "dotnet", "runs.db"));
    }

    private static PauseOptions Soon => new() { PollInterval = TimeSpan.FromMilliseconds(20) };

    [Fact]
    public async Task A_paused_run_goes_on_once()
    {
        (Task<State<Unit>> running, string id) = await PauseAsync(Flow.Define("waits", async () => await FlowRuns.PauseAsync(Soon)));

        (await _tool.RunAsync("flow-run", "resume", id, "--input", "1")).ShouldFail("waits for no input");
        ToolResult done = await _tool.RunAsync("flow-run", "resume", id[..18]);

        done.ShouldBeDone();
        done.Output.ShouldStartWith("Resumed the flow run '");
        (await running.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken)).IsCompleted.ShouldBeTrue();
        (await _tool.RunAsync("flow-run", "resume", id)).ShouldFail("is Completed, not paused");
    }

    [Fact]
    public async Task An_answer_that_does_not_fit_leaves_the_run_paused()
    {
        (Task<State<int>> running, string id) = await PauseAsync(Flow.Define("asks", async () => await FlowRuns.PauseAsync<int>(Soon)));

        (await _tool.RunAsync("flow-run", "resume", id)).ShouldFail("is missing");
        (await _tool.RunAsync("flow-run", "resume", id, "--input", "\"many\"")).ShouldFail("does not fit");
        (await _tool.RunAsync("flow-run", "resume", id, "--input", "[1, 2]")).ShouldFail("does not fit");
        (await _tool.RunAsync("flow-run", "resume", id, "--input", "{\"value\": 1, \"other\": 2}")).ShouldFail("'other'");
        (await _tool.RunAsync("flow-run", "resume", id, "--input", "7")).ShouldBeDone();

        State<int> state = await running.WaitAsync(TimeSpan.FromMinutes(5), TestContext.Current.CancellationToken);
        (await state.ResultAsync(TestContext.Current.CancellationToken)).ShouldBe(7);
    }

    [Theory]
    [InlineData("yes")]
    [InlineData("")]
    [InlineData("{\"a\": 1, \"a\": 2}")]
    [InlineData("{\"a\": 1} trailing")]
    public async Task Input_that_is_no_JSON_is_wrong_usage(string input) =>
        (await _tool.RunAsync("flow-run", "resume", Guid.Empty.ToString(), "--input", input)).ShouldBeWrongUsage("--input is no JSON");

    [Fact]
    public async Task A_run_that_is_not_there_cannot_be_resumed() =>
        (await _tool.RunAsync("flow-run", "resume", Guid.Empty.ToString())).ShouldFail("There is no flow run");

    public async ValueTask DisposeAsync()
    {
        await _store.DisposeAsync();
        await _tool.DisposeAsync();
    }

    private async Task<(Task<State<T>> Running, string Id)> PauseAsync<T>(Flow<T> flow)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        Task<State<T>> running;
        using (RunStore.Use(_store))
        {
            running = flow.RunStateAsync(token);
        }

        while (true)
        {
            await foreach (FlowRun run in _store.ListFlowRunsAsync(new FlowRunFilter { StateTypes = [StateType.Paused] }, token))
            {
                return (running, run.Id.ToString());
            }

            running.IsCompleted.ShouldBeFalse();
            await Task.Yield();
        }
    }
}
