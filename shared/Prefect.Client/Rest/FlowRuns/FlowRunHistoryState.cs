namespace Prefect.Client;

/// <summary>How many flow runs were in one state during an interval.</summary>
public sealed record FlowRunHistoryState
{
    /// <summary>Kind of the state.</summary>
    public required ApiStateType StateType { get; init; }

    /// <summary>Name of the state.</summary>
    public required string StateName { get; init; }

    /// <summary>How many runs there were.</summary>
    public required int CountRuns { get; init; }

    /// <summary>How long they ran, together.</summary>
    public TimeSpan SumEstimatedRunTime { get; init; }

    /// <summary>How late they were, together.</summary>
    public TimeSpan SumEstimatedLateness { get; init; }
}
