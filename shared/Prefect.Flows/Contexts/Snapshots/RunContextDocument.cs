namespace Prefect.Flows;

/// <summary>The context of a flow or task run in a snapshot; without members where there is none.</summary>
internal sealed record RunContextDocument
{
    public DefinitionDocument? Flow { get; init; }

    public FlowRunDocument? FlowRun { get; init; }

    public DefinitionDocument? Task { get; init; }

    public TaskRunDocument? TaskRun { get; init; }

    public IReadOnlyDictionary<string, WireValue>? Parameters { get; init; }

    public DateTimeOffset? StartTime { get; init; }

    public bool? LogPrints { get; init; }

    public bool? PersistResult { get; init; }

    public ResultStoreDocument? ResultStore { get; init; }

    public static RunContextDocument Of(FlowRunContext? context, SnapshotValues values) => context is null ? new() : new()
    {
        Flow = DefinitionDocument.Of(context.Flow),
        FlowRun = FlowRunDocument.Of(context.FlowRun, values),
        Parameters = values.Write(context.Parameters, context.Flow.Parameters),
        StartTime = context.StartTime,
        LogPrints = context.LogPrints,
        PersistResult = context.PersistResult,
        ResultStore = ResultStoreDocument.Of(context.ResultStore),
    };

    public static RunContextDocument Of(TaskRunContext? context, SnapshotValues values) => context is null ? new() : new()
    {
        Task = DefinitionDocument.Of(context.Task),
        TaskRun = TaskRunDocument.Of(context.TaskRun),
        Parameters = values.Write(context.Parameters, context.Task.Parameters),
        StartTime = context.StartTime,
        LogPrints = context.LogPrints,
        PersistResult = context.PersistResult,
        ResultStore = ResultStoreDocument.Of(context.ResultStore),
    };

    public FlowRunContext? RestoreFlow(HydrationOptions options)
    {
        if (Flow is null || FlowRun is null)
        {
            return null;
        }

        Flow flow = Flow.FindFlow();
        IReadOnlyDictionary<string, object?> parameters = SnapshotValues.Read(Parameters ?? NoValues, flow.Parameters);
        return new FlowRunContext
        {
            Flow = flow,
            FlowRun = FlowRun.Restore(parameters),
            Parameters = parameters,
            TaskRunner = options.RunnerFor(flow),
            IsDetached = true,
            Store = options.Store,
            StartTime = StartTime ?? FlowClock.Now,
            LogPrints = LogPrints ?? false,
            PersistResult = PersistResult ?? false,
            ResultStore = ResultStore?.Restore(),
            CancellationToken = options.CancellationToken,
        };
    }

    public TaskRunContext? RestoreTask(HydrationOptions options)
    {
        if (Task is null || TaskRun is null)
        {
            return null;
        }

        FlowTask task = Task.FindTask();
        return new TaskRunContext
        {
            Task = task,
            TaskRun = TaskRun.Restore(),
            Parameters = SnapshotValues.Read(Parameters ?? NoValues, task.Parameters),
            Store = options.Store,
            StartTime = StartTime ?? FlowClock.Now,
            LogPrints = LogPrints ?? false,
            PersistResult = PersistResult ?? false,
            ResultStore = ResultStore?.Restore(),
            CancellationToken = options.CancellationToken,
        };
    }

    private static IReadOnlyDictionary<string, WireValue> NoValues => System.Collections.ObjectModel.ReadOnlyDictionary<string, WireValue>.Empty;
}
