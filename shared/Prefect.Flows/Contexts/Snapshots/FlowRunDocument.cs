namespace Prefect.Flows;

/// <summary>A flow run in a snapshot.</summary>
internal sealed record FlowRunDocument
{
    public Guid Id { get; init; }

    public string Name { get; init; } = "";

    public string FlowName { get; init; } = "";

    public string? FlowVersion { get; init; }

    public Guid? ParentTaskRunId { get; init; }

    public Guid? ParentFlowRunId { get; init; }

    public Guid RootFlowRunId { get; init; }

    public Guid? DeploymentId { get; init; }

    public IReadOnlyDictionary<string, WireValue>? JobVariables { get; init; }

    public IReadOnlyList<string> Tags { get; init; } = [];

    public DateTimeOffset ExpectedStartTime { get; init; }

    public int Retries { get; init; }

    public TimeSpan RetryDelay { get; init; }

    public IReadOnlyList<StateDocument> States { get; init; } = [];

    public static FlowRunDocument Of(FlowRun run, SnapshotValues values) => new()
    {
        Id = run.Id,
        Name = run.Name,
        FlowName = run.FlowName,
        FlowVersion = run.FlowVersion,
        ParentTaskRunId = run.ParentTaskRunId,
        ParentFlowRunId = run.ParentFlowRunId,
        RootFlowRunId = run.RootFlowRunId,
        DeploymentId = run.DeploymentId,
        JobVariables = run.JobVariables is { } variables ? values.Write(variables) : null,
        Tags = run.Tags,
        ExpectedStartTime = run.ExpectedStartTime,
        Retries = run.Retries,
        RetryDelay = run.RetryDelay,
        States = StateDocument.Of(run),
    };

    public FlowRun Restore(IReadOnlyDictionary<string, object?> parameters)
    {
        FlowRun run = new(Id, ExpectedStartTime)
        {
            Name = Name,
            FlowName = FlowName,
            FlowVersion = FlowVersion,
            ParentTaskRunId = ParentTaskRunId,
            ParentFlowRunId = ParentFlowRunId,
            RootFlowRunId = RootFlowRunId,
            DeploymentId = DeploymentId,
            JobVariables = JobVariables is { } variables ? SnapshotValues.Read(variables, []) : null,
            Tags = Tags,
            ExpectedStartTime = ExpectedStartTime,
            Retries = Retries,
            RetryDelay = RetryDelay,
            Parameters = parameters,
        };
        run.Restore(States.Select(state => state.Restore()));
        return run;
    }
}
