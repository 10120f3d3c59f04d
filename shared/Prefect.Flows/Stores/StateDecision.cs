namespace Prefect.Flows;

/// <summary>What becomes of a proposed state.</summary>
public enum StateDecision
{
    /// <summary>The run is in it.</summary>
    Accept,

    /// <summary>The run is in another state, which the answer gives.</summary>
    Reject,

    /// <summary>It is too early: ask again later.</summary>
    Wait,

    /// <summary>The run must not go on here.</summary>
    Abort,
}
