namespace Prefect.Client;

/// <summary>Chooses lines of logs.</summary>
public sealed record ApiLogFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Level.</summary>
    public NumberFilter? Level { get; init; }

    /// <summary>When it was written.</summary>
    public TimeFilter? Timestamp { get; init; }

    /// <summary>Flow run that wrote it.</summary>
    public IdFilter? FlowRunId { get; init; }

    /// <summary>Task run that wrote it.</summary>
    public IdFilter? TaskRunId { get; init; }

    /// <summary>What it says.</summary>
    public LogTextFilter? Text { get; init; }
}
