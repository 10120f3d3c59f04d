namespace Prefect.Flows;

/// <summary>How the types of states are written.</summary>
internal static class StateNames
{
    public const string Cached = "Cached";
    public const string NotReady = "NotReady";
    public const string TimedOut = "TimedOut";
    public const string Retrying = "Retrying";
    public const string AwaitingRetry = "AwaitingRetry";
    public const string Suspended = "Suspended";
    public const string RolledBack = "RolledBack";

    /// <summary>The name of a state that is given none.</summary>
    public static string Of(StateType type) => type switch
    {
        StateType.Scheduled => "Scheduled",
        StateType.Pending => "Pending",
        StateType.Running => "Running",
        StateType.Completed => "Completed",
        StateType.Failed => "Failed",
        StateType.Cancelled => "Cancelled",
        StateType.Crashed => "Crashed",
        StateType.Paused => "Paused",
        _ => "Cancelling",
    };

    /// <summary>The type as it is sent and stored.</summary>
    public static string Wire(StateType type) => type switch
    {
        StateType.Scheduled => "SCHEDULED",
        StateType.Pending => "PENDING",
        StateType.Running => "RUNNING",
        StateType.Completed => "COMPLETED",
        StateType.Failed => "FAILED",
        StateType.Cancelled => "CANCELLED",
        StateType.Crashed => "CRASHED",
        StateType.Paused => "PAUSED",
        _ => "CANCELLING",
    };

    /// <summary>Reads what <see cref="Wire"/> writes; null for anything else.</summary>
    public static StateType? Parse(string? wire) => wire switch
    {
        "SCHEDULED" => StateType.Scheduled,
        "PENDING" => StateType.Pending,
        "RUNNING" => StateType.Running,
        "COMPLETED" => StateType.Completed,
        "FAILED" => StateType.Failed,
        "CANCELLED" => StateType.Cancelled,
        "CRASHED" => StateType.Crashed,
        "PAUSED" => StateType.Paused,
        "CANCELLING" => StateType.Cancelling,
        _ => null,
    };
}
