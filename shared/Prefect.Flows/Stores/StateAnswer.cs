namespace Prefect.Flows;

/// <summary>What a store answers when it is asked to bring a run into a state.</summary>
public sealed record StateAnswer
{
    /// <summary>What was decided.</summary>
    public required StateDecision Decision { get; init; }

    /// <summary>The state that the run is in now: the proposed one when it was accepted, another when it was rejected.</summary>
    public State? State { get; init; }

    /// <summary>Why it was not accepted.</summary>
    public string? Reason { get; init; }

    /// <summary>How long to wait before asking again, for <see cref="StateDecision.Wait"/>.</summary>
    public TimeSpan Delay { get; init; }
}
