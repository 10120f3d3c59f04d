using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Transactions;

[Collection<RunsAlone>]
public sealed class RolledBackRunTests : FlowTest
{
    private readonly List<string> _calls = [];

    [Fact]
    public async Task A_run_whose_work_is_undone_after_it_completed_says_so_once()
    {
        Begin();
        FlowTask<int> work = FlowTask.Define("undone", () => 1);
        FlowTask<int> kept = FlowTask.Define("kept", () => 2);
        Flow<int> flow = Flow.Define("rolls-back", async () =>
        {
            await kept.RunAsync();
            try
            {
                await Transaction.RunAsync(async (_, _) =>
                {
                    (await work.RunStateAsync()).Name.ShouldBe("Completed");
                    throw new InvalidOperationException("no");
                });
            }
            catch (InvalidOperationException)
            {
                return 1;
            }

            return 0;
        });

        (await flow.RunAsync(Token)).ShouldBe(1);

        TaskRun run = (await StoredTasksAsync("undone")).ShouldHaveSingleItem();
        Names(run).ShouldBe("Pending Running Completed RolledBack");
        run.State.Type.ShouldBe(StateType.Completed);
        Names((await StoredTasksAsync("kept")).ShouldHaveSingleItem()).ShouldBe("Pending Running Completed");
    }

    [Fact]
    public async Task A_commit_hook_that_fails_shows_after_the_completion()
    {
        Begin();
        FlowTask<int> work = FlowTask.Define("unkept", () => 1, new TaskOptions { OnCommit = [_ => throw new InvalidOperationException("no")] });

        (await work.RunStateAsync(Token)).Name.ShouldBe("Completed");

        Names((await StoredTasksAsync("unkept")).ShouldHaveSingleItem()).ShouldBe("Pending Running Completed RolledBack");
    }

    [Fact]
    public async Task Work_whose_result_cannot_be_kept_is_undone_like_any_other()
    {
        Begin();
        FlowTask<int> work = FlowTask.Define("leads-out", () => 1, new TaskOptions
        {
            ResultStorageKey = "../../out",
            OnRollback = [_ => Note("undo")],
        });

        await Should.ThrowAsync<InvalidOperationException>(() => Transaction.RunAsync(async (_, _) =>
        {
            await work.RunAsync();
            throw new InvalidOperationException("no");
        }));

        _calls.ShouldBe(["undo"]);
        Directory.EnumerateFiles(Path.GetDirectoryName(Home)!, "out").ShouldBeEmpty();
    }

    private ValueTask Note(string call)
    {
        _calls.Add(call);
        return ValueTask.CompletedTask;
    }
}
