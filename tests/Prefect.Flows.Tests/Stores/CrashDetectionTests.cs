namespace Prefect.Flows.Tests.Stores;

public sealed class CrashDetectionTests : RunStoreTest
{
    [Fact]
    public async Task Runs_of_a_process_that_left_them_unfinished_are_crashed_when_the_store_is_next_opened()
    {
        FlowRun running = NewFlowRun();
        FlowRun paused = NewFlowRun();
        FlowRun done = NewFlowRun();
        EmbeddedRunStore first = Open();
        foreach (FlowRun run in (FlowRun[])[running, paused, done])
        {
            await first.CreateAsync(run, Token);
            await StepAsync(first, run, State.Running());
        }

        await StepAsync(first, paused, State.Paused(TimeSpan.FromHours(1)));
        await StepAsync(first, done, State.Completed());
        TaskRun task = NewTaskRun(running.Id);
        task.Enter(State.Running());
        await first.ReportAsync(task, Token);
        await first.DisposeAsync();

        EmbeddedRunStore second = Open();

        FlowRun crashed = (await second.FindFlowRunAsync(running.Id, Token))!;
        crashed.State.Type.ShouldBe(StateType.Crashed);
        crashed.State.Message!.ShouldContain($"process {Environment.ProcessId} on {Environment.MachineName}");
        crashed.EndTime.ShouldNotBeNull();
        (await second.FindTaskRunAsync(task.Id, Token))!.State.Type.ShouldBe(StateType.Crashed);
        (await second.FindFlowRunAsync(paused.Id, Token))!.State.Type.ShouldBe(StateType.Crashed);
        (await second.FindFlowRunAsync(done.Id, Token))!.State.Type.ShouldBe(StateType.Completed);
    }

    [Fact]
    public async Task Runs_of_a_process_that_lives_are_left_alone()
    {
        EmbeddedRunStore first = Open();
        FlowRun run = NewFlowRun();
        await first.CreateAsync(run, Token);
        await StepAsync(first, run, State.Running());

        (await Open().FindFlowRunAsync(run.Id, Token))!.State.Type.ShouldBe(StateType.Running);
    }

    [Fact]
    public async Task Processes_of_another_machine_are_left_alone()
    {
        EmbeddedRunStore first = Open();
        FlowRun run = NewFlowRun();
        await first.CreateAsync(run, Token);
        await first.Database.WriteAsync(
            database => database["UPDATE processes SET host = 'elsewhere'"].Run(), cancellationToken: Token);
        await first.DisposeAsync();

        (await Open().FindFlowRunAsync(run.Id, Token))!.State.Type.ShouldBe(StateType.Pending);
    }

    [Fact]
    public async Task A_process_that_leaves_nothing_behind_leaves_no_trace()
    {
        EmbeddedRunStore first = Open();
        FlowRun run = NewFlowRun();
        await first.CreateAsync(run, Token);
        await StepAsync(first, run, State.Running());
        await StepAsync(first, run, State.Completed());
        await first.DisposeAsync();

        Directory.GetFiles(Path.Combine(Path.GetDirectoryName(File)!, "processes")).ShouldBeEmpty();
        EmbeddedRunStore second = Open();
        (await second.Database.ReadAsync(database => database.Scalar("SELECT count(*) FROM processes"), Token)).ShouldBe("0");
    }
}
