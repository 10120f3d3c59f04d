namespace Prefect.Flows.Tests;

/// <summary>Runs that no engine executes, for tests of what surrounds one.</summary>
internal static class StandIns
{
    public static Definition Body(string name) => new(name, ((Action)Nothing).Method, null);

    public static FlowRun FlowRun(string name = "crimson-owl", Guid? id = null, Guid? parent = null) =>
        new(id ?? Guid.NewGuid(), DateTimeOffset.UnixEpoch) { FlowName = "load", Name = name, ParentFlowRunId = parent };

    public static FlowRunContext Flow(FlowRun? run = null, IRunStore? store = null, bool logPrints = false) => new()
    {
        Flow = new StandInFlow("load"),
        FlowRun = run ?? FlowRun(),
        Store = store!,
        LogPrints = logPrints,
    };

    public static TaskRunContext Task(FlowRunContext? flow, string name = "count-1", IRunStore? store = null, bool logPrints = false) => new()
    {
        Task = new StandInTask("count"),
        TaskRun = new TaskRun(Guid.NewGuid(), DateTimeOffset.UnixEpoch) { FlowRunId = flow?.FlowRun.Id, TaskName = "count", TaskKey = "count-1", DynamicKey = "0", Name = name },
        Store = store ?? flow?.Store!,
        LogPrints = logPrints,
    };

    private static void Nothing()
    {
    }

    private sealed class StandInFlow(string name) : Flow(Body(name), null)
    {
        public override Type ResultType => typeof(void);

        internal override Flow Copy(Definition definition, FlowOptions options) => this;

        internal override Task<State> RunUntypedAsync(object?[] arguments, FlowCallOptions options) => System.Threading.Tasks.Task.FromResult<State>(null!);
    }

    private sealed class StandInTask(string name) : FlowTask(Body(name), null)
    {
        public override Type ResultType => typeof(void);

        internal override FlowTask Copy(Definition definition, TaskOptions options) => this;
    }
}
