using Microsoft.Extensions.Logging;

namespace Prefect.Flows;

/// <summary>Chooses lines of logs; what is not set does not matter.</summary>
public sealed record RunLogFilter
{
    /// <summary>The flow run that they belong to.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>The task run that they belong to.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>Lowest level.</summary>
    public LogLevel Level { get; init; } = LogLevel.Trace;

    /// <summary>Most lines to give; all by default.</summary>
    public int? Limit { get; init; }

    /// <summary>Whether the last lines are meant when there are more than <see cref="Limit"/>.</summary>
    public bool FromEnd { get; init; }
}
