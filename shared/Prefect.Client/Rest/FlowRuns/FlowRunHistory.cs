namespace Prefect.Client;

/// <summary>How many flow runs were in which states during an interval.</summary>
public sealed record FlowRunHistory
{
    /// <summary>When the interval begins.</summary>
    public required DateTimeOffset IntervalStart { get; init; }

    /// <summary>When the interval ends.</summary>
    public required DateTimeOffset IntervalEnd { get; init; }

    /// <summary>The states that there were runs in.</summary>
    public IReadOnlyList<FlowRunHistoryState> States { get => field ?? []; init; }
}
