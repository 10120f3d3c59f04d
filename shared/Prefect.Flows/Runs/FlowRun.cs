namespace Prefect.Flows;

/// <summary>One run of a flow.</summary>
public sealed class FlowRun : Run
{
    internal FlowRun(Guid id, DateTimeOffset created)
        : base(id, created)
    {
    }

    /// <summary>Name of the flow.</summary>
    public required string FlowName { get; init; }

    /// <summary>Version of the flow.</summary>
    public string? FlowVersion { get; init; }

    /// <summary>What the flow was called with: the values themselves in the process that runs it, JSON when read from a store.</summary>
    public IReadOnlyDictionary<string, object?> Parameters { get; internal set; } = EmptyParameters;

    /// <summary>The task run that stands for this run in its parent, when another flow called it.</summary>
    public Guid? ParentTaskRunId { get; init; }

    /// <summary>Run of the flow that called it.</summary>
    public Guid? ParentFlowRunId { get; init; }

    /// <summary>The outermost run; itself when nothing called it.</summary>
    public Guid RootFlowRunId { get; init; }

    /// <summary>The deployment that it runs for.</summary>
    public Guid? DeploymentId { get; init; }

    /// <summary>Settings of the infrastructure that it runs on.</summary>
    public IReadOnlyDictionary<string, object?>? JobVariables { get; init; }

    /// <summary>How often the run is repeated when it fails.</summary>
    public int Retries { get; init; }

    /// <summary>How long it waits before that.</summary>
    public TimeSpan RetryDelay { get; init; }

    internal override RunReference Reference => new(RunKind.Flow, Id);

    internal static IReadOnlyDictionary<string, object?> EmptyParameters { get; } =
        System.Collections.ObjectModel.ReadOnlyDictionary<string, object?>.Empty;

    private protected override string DefaultName() => Id.ToString();
}
