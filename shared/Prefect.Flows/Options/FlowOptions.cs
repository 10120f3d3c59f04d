namespace Prefect.Flows;

/// <summary>How a flow is run.</summary>
public sealed record FlowOptions : RunOptions
{
    /// <summary>Whether arguments that come as JSON are turned into the parameters' types. Default: yes; else they must have them already.</summary>
    public bool ValidateParameters { get; init; } = true;

    /// <summary>What executes the tasks that the flow submits; each run has a copy of its own. Default: threads of the pool, without limit.</summary>
    public TaskRunner? TaskRunner { get; init; }

    /// <summary>Called when a run has ended well.</summary>
    public IReadOnlyList<FlowHook> OnCompletion { get; init; } = [];

    /// <summary>Called when a run has failed for good.</summary>
    public IReadOnlyList<FlowHook> OnFailure { get; init; } = [];

    /// <summary>Called when a run is asked to end.</summary>
    public IReadOnlyList<FlowHook> OnCancellation { get; init; } = [];

    /// <summary>Called when a run is ended by what surrounds it.</summary>
    public IReadOnlyList<FlowHook> OnCrashed { get; init; } = [];

    /// <summary>Called each time that a run begins to execute the body.</summary>
    public IReadOnlyList<FlowHook> OnRunning { get; init; } = [];
}
