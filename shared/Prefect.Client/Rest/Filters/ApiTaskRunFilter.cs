namespace Prefect.Client;

/// <summary>Chooses task runs.</summary>
public sealed record ApiTaskRunFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Name.</summary>
    public TextFilter? Name { get; init; }

    /// <summary>Tags.</summary>
    public TagFilter? Tags { get; init; }

    /// <summary>State that it is in.</summary>
    public StateFilter? State { get; init; }

    /// <summary>When it began.</summary>
    public TimeFilter? StartTime { get; init; }

    /// <summary>When it ended.</summary>
    public TimeFilter? EndTime { get; init; }

    /// <summary>When it was to begin.</summary>
    public TimeFilter? ExpectedStartTime { get; init; }

    /// <summary>Whether it stands for the run of a flow: <see cref="FlagFilter.Exists"/>.</summary>
    public FlagFilter? SubflowRuns { get; init; }

    /// <summary>Flow run that it belongs to.</summary>
    public IdFilter? FlowRunId { get; init; }
}
