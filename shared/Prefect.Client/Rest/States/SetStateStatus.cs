namespace Prefect.Client;

/// <summary>Names what a server does with a state that is proposed.</summary>
public enum SetStateStatus
{
    /// <summary>The run is in the proposed state.</summary>
    Accept,

    /// <summary>The run is in another state, which takes the place of the proposed one.</summary>
    Reject,

    /// <summary>The run stays as it is, and whoever proposed the state has to let go of it.</summary>
    Abort,

    /// <summary>The run stays as it is for now: propose the state again later.</summary>
    Wait,
}
