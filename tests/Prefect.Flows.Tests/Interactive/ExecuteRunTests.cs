using Prefect.Blocks;

namespace Prefect.Flows.Tests.Interactive;

public sealed class ExecuteRunTests : FlowTest
{
    [Fact]
    public async Task A_suspended_run_leaves_its_body_and_begins_anew_when_it_was_resumed()
    {
        Begin();
        List<string> steps = [];
        Flow<string, IReadOnlyList<int>, string> flow = Flow.Define("leaves", async (string name, IReadOnlyList<int> numbers) =>
        {
            steps.Add($"begins {name} {string.Join(',', numbers)} {string.Join(',', TagsContext.Current.Tags)}");
            string answer = await FlowRuns.SuspendAsync<string>();
            steps.Add("goes on");
            return answer;
        });

        State<string> left;
        using (Tags.Add("nightly"))
        {
            left = await flow.RunStateAsync("x", [1, 2], cancellationToken: Token);
        }

        left.Name.ShouldBe("Suspended");
        await Should.ThrowAsync<PausedRunException>(() => left.ResultAsync(Token));
        FlowRun run = await StoredFlowAsync("leaves");
        (await Should.ThrowAsync<FlowAbortedException>(() => flow.ExecuteRunAsync(run.Id, cancellationToken: Token))).Message.ShouldContain("Resume it first");

        await FlowRuns.ResumeAsync(run.Id, "yes", Token);
        State ended = await flow.ExecuteRunAsync(run.Id, cancellationToken: Token);

        (await ended.ShouldBeOfType<State<string>>().ResultAsync(Token)).ShouldBe("yes");
        steps.ShouldBe(["begins x 1,2 nightly", "begins x 1,2 nightly", "goes on"]);
        Names(await StoredFlowAsync("leaves")).ShouldBe("Pending Running Suspended Resuming Pending Running Completed");
        (await Should.ThrowAsync<FlowAbortedException>(() => flow.ExecuteRunAsync(run.Id, cancellationToken: Token))).Message.ShouldContain("has ended");
    }

    [Fact]
    public async Task A_suspended_run_leaves_its_body_although_code_catches_everything()
    {
        Begin();
        int caught = 0;
        Flow<int> flow = Flow.Define("catches", async () =>
        {
            try
            {
                await FlowRuns.SuspendAsync();
            }
            catch (Exception)
            {
                caught++;
            }

            return caught;
        });

        (await flow.RunStateAsync(Token)).Name.ShouldBe("Suspended");

        caught.ShouldBe(1);
    }

    [Fact]
    public async Task A_run_is_executed_once_however_many_want_it()
    {
        Begin();
        int bodies = 0;
        Flow<int> flow = Flow.Define("contended", async () =>
        {
            await FlowRuns.SuspendAsync();
            return Interlocked.Increment(ref bodies);
        });
        await flow.RunStateAsync(Token);
        FlowRun run = await StoredFlowAsync("contended");
        await FlowRuns.ResumeAsync(run.Id, cancellationToken: Token);

        Task<State>[] all = [.. Enumerable.Range(0, 20).Select(_ => Task.Run(() => flow.ExecuteRunAsync(run.Id, cancellationToken: Token), Token))];
        await Task.WhenAll(all).ContinueWith(static _ => { }, Token, TaskContinuationOptions.None, TaskScheduler.Default);

        bodies.ShouldBe(1);
        all.Count(task => task.IsCompletedSuccessfully).ShouldBe(1);
        all.Where(task => task.IsFaulted).ShouldAllBe(task => task.Exception!.InnerException is FlowAbortedException);
    }

    [Fact]
    public async Task Secrets_are_not_kept_and_must_be_given_again()
    {
        Begin();
        Flow<SecretString, int, string> flow = Flow.Define("signs", async (SecretString password, int count) =>
        {
            await FlowRuns.SuspendAsync();
            return $"{password.Reveal().Length} {count}";
        });
        await flow.RunStateAsync(new SecretString("quite-a-secret"), 3, cancellationToken: Token);
        FlowRun run = await StoredFlowAsync("signs");
        await FlowRuns.ResumeAsync(run.Id, cancellationToken: Token);

        (await Should.ThrowAsync<ParameterTypeException>(() => flow.ExecuteRunAsync(run.Id, cancellationToken: Token))).Message.ShouldContain("'password'");
        await Should.ThrowAsync<ParameterTypeException>(() => flow.ExecuteRunAsync(
            run.Id, new Dictionary<string, object?> { ["password"] = new SecretString("other"), ["count"] = "many" }, Token));
        await Should.ThrowAsync<ParameterBindException>(() => flow.ExecuteRunAsync(
            run.Id, new Dictionary<string, object?> { ["password"] = new SecretString("other"), ["size"] = 1 }, Token));
        (await StoredFlowAsync("signs")).State.Name.ShouldBe("Resuming");
        State ended = await flow.ExecuteRunAsync(run.Id, new Dictionary<string, object?> { ["password"] = new SecretString("quite-a-secret") }, Token);

        (await ended.ShouldBeOfType<State<string>>().ResultAsync(Token)).ShouldBe("14 3");
    }

    [Fact]
    public async Task Only_an_outermost_run_is_suspended_and_only_outside_flows_is_one_executed()
    {
        Begin();
        Flow<int> child = Flow.Define("child", async () =>
        {
            await FlowRuns.SuspendAsync();
            return 1;
        });
        Flow<int> parent = Flow.Define("parent", async () => await child.RunAsync());
        Flow<int> other = Flow.Define("other", () => 1);
        Flow<int> executes = Flow.Define("executes", async () =>
        {
            await other.ExecuteRunAsync(Guid.NewGuid());
            return 1;
        });

        (await Should.ThrowAsync<InvalidOperationException>(() => parent.RunAsync(Token))).Message.ShouldContain("suspend the outer one");
        (await Should.ThrowAsync<InvalidOperationException>(() => executes.RunAsync(Token))).Message.ShouldContain("outside flows");
        (await Should.ThrowAsync<RunStoreException>(() => other.ExecuteRunAsync(Guid.NewGuid(), cancellationToken: Token))).Message.ShouldContain("There is no flow run");
        FlowRun run = await StoredFlowAsync("parent");
        (await Should.ThrowAsync<FlowAbortedException>(() => other.ExecuteRunAsync(run.Id, cancellationToken: Token))).Message.ShouldContain("one of the flow 'parent'");
    }

    [Fact]
    public async Task A_run_that_is_not_recorded_is_not_suspended()
    {
        Begin();
        await using UnrecordedRunStore memory = new(Path.Combine(Home, "runs.db"), () => Store);
        using IDisposable use = RunStore.Use(memory);
        Flow<int> flow = Flow.Define("fleeting", async () =>
        {
            await FlowRuns.SuspendAsync();
            return 1;
        });

        (await Should.ThrowAsync<InvalidOperationException>(() => flow.RunAsync(Token))).Message.ShouldContain("PREFECT_DOTNET_RECORD_RUNS");
    }

    [Fact]
    public async Task Pauses_and_suspensions_use_up_no_retries()
    {
        Begin();
        int bodies = 0;
        Flow<int> flow = Flow.Define(
            "patient",
            async () =>
            {
                await FlowRuns.SuspendAsync(new PauseOptions { Key = $"{bodies}" });
                return ++bodies < 2 ? throw new InvalidOperationException("Once more.") : bodies;
            },
            new FlowOptions { Retries = 1 });
        await flow.RunStateAsync(Token);
        FlowRun run = await StoredFlowAsync("patient");

        await FlowRuns.ResumeAsync(run.Id, cancellationToken: Token);
        (await flow.ExecuteRunAsync(run.Id, cancellationToken: Token)).Name.ShouldBe("Suspended");
        await FlowRuns.ResumeAsync(run.Id, cancellationToken: Token);
        State ended = await flow.ExecuteRunAsync(run.Id, cancellationToken: Token);

        ended.IsCompleted.ShouldBeTrue();
        FlowRun stored = await StoredFlowAsync("patient");
        stored.RunCount.ShouldBe(2);
        Names(stored).ShouldBe("Pending Running Suspended Resuming Pending Running AwaitingRetry Retrying Suspended Resuming Pending Running Completed");
    }
}
