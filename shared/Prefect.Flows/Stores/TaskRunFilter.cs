namespace Prefect.Flows;

/// <summary>Chooses task runs; what is not set does not matter.</summary>
public sealed record TaskRunFilter
{
    /// <summary>The flow run that called it.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>Name of the task.</summary>
    public string? TaskName { get; init; }

    /// <summary>Types of states, any of which the run is in.</summary>
    public IReadOnlyList<StateType> StateTypes { get; init; } = [];

    /// <summary>Most runs to give; all by default.</summary>
    public int? Limit { get; init; }
}
