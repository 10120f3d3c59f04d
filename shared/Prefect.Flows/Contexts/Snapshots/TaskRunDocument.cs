namespace Prefect.Flows;

/// <summary>A task run in a snapshot.</summary>
internal sealed record TaskRunDocument
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public Guid? FlowRunId { get; init; }

    public string TaskName { get; init; } = "";

    public string TaskKey { get; init; } = "";

    public string? TaskVersion { get; init; }

    public string DynamicKey { get; init; } = "";

    public string? CacheKey { get; init; }

    public bool IsFlowTracking { get; init; }

    public IReadOnlyDictionary<string, IReadOnlyList<RunReference>> Inputs { get; init; } = TaskRun.NoInputs;

    public IReadOnlyList<string> Tags { get; init; } = [];

    public DateTimeOffset ExpectedStartTime { get; init; }

    public IReadOnlyList<StateDocument> States { get; init; } = [];

    public static TaskRunDocument Of(TaskRun run) => new()
    {
        Id = run.Id,
        Name = run.Name,
        FlowRunId = run.FlowRunId,
        TaskName = run.TaskName,
        TaskKey = run.TaskKey,
        TaskVersion = run.TaskVersion,
        DynamicKey = run.DynamicKey,
        CacheKey = run.CacheKey,
        IsFlowTracking = run.IsFlowTracking,
        Inputs = run.Inputs,
        Tags = run.Tags,
        ExpectedStartTime = run.ExpectedStartTime,
        States = StateDocument.Of(run),
    };

    public TaskRun Restore()
    {
        TaskRun run = new(Id, ExpectedStartTime)
        {
            Name = Name,
            FlowRunId = FlowRunId,
            TaskName = TaskName,
            TaskKey = TaskKey,
            TaskVersion = TaskVersion,
            DynamicKey = DynamicKey,
            CacheKey = CacheKey,
            IsFlowTracking = IsFlowTracking,
            Inputs = Inputs,
            Tags = Tags,
            ExpectedStartTime = ExpectedStartTime,
        };
        run.Restore(States.Select(state => state.Restore()));
        return run;
    }
}
