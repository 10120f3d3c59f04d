namespace Prefect.Client;

/// <summary>Chooses flow runs.</summary>
public sealed record ApiFlowRunFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }

    /// <summary>Tags.</summary>
    public TagFilter? Tags { get; init; }

    /// <summary>Deployment that it belongs to.</summary>
    public IdFilter? DeploymentId { get; init; }

    /// <summary>Queue that it waits in.</summary>
    public TextFilter? WorkQueueName { get; init; }

    /// <summary>State that it is in.</summary>
    public StateFilter? State { get; init; }

    /// <summary>Version of the flow.</summary>
    public TextFilter? FlowVersion { get; init; }

    /// <summary>When it began.</summary>
    public TimeFilter? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public TimeFilter? EndTime { get; init; }

    /// <summary>When it was to begin.</summary>
    public TimeFilter? ExpectedStartTime { get; init; }

    /// <summary>When it is to begin next.</summary>
    public TimeFilter? NextScheduledStartTime { get; init; }

    /// <summary>Flow run that started it.</summary>
    public IdFilter? ParentFlowRunId { get; init; }

    /// <summary>Task run that stands for it.</summary>
    public IdFilter? ParentTaskRunId { get; init; }

    /// <summary>Key under which it was created.</summary>
    public TextFilter? IdempotencyKey { get; init; }
}
