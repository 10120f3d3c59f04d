namespace Prefect.Flows;

/// <summary>The kinds of states that a run goes through.</summary>
public enum StateType
{
    /// <summary>Will begin at some time.</summary>
    Scheduled,

    /// <summary>Was made and has not begun.</summary>
    Pending,

    /// <summary>Executes its code.</summary>
    Running,

    /// <summary>Ended well. Final.</summary>
    Completed,

    /// <summary>Ended with an exception of its code. Final.</summary>
    Failed,

    /// <summary>Was ended on request. Final.</summary>
    Cancelled,

    /// <summary>Was ended by what surrounds it: a signal, a dead process. Final.</summary>
    Crashed,

    /// <summary>Waits for somebody to resume it.</summary>
    Paused,

    /// <summary>Is asked to end, and has not yet.</summary>
    Cancelling,
}
