namespace Prefect.Flows;

/// <summary>Chooses flow runs; what is not set does not matter.</summary>
public sealed record FlowRunFilter
{
    /// <summary>Name of the flow.</summary>
    public string? FlowName { get; init; }

    /// <summary>Types of states, any of which the run is in.</summary>
    public IReadOnlyList<StateType> StateTypes { get; init; } = [];

    /// <summary>Names of states, any of which the run is in.</summary>
    public IReadOnlyList<string> StateNames { get; init; } = [];

    /// <summary>The flow run that called it.</summary>
    public Guid? ParentFlowRunId { get; init; }

    /// <summary>Most runs to give; all by default.</summary>
    public int? Limit { get; init; }
}
