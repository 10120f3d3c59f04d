using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>How far a run is. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<RunLifeCycleState>))]
public readonly record struct RunLifeCycleState(string Value) : INamedValue<RunLifeCycleState>
{
    /// <summary>It has ended: the result says how.</summary>
    public static RunLifeCycleState Terminated { get; } = new("TERMINATED");

    /// <summary>It was started, and its cluster is being prepared.</summary>
    public static RunLifeCycleState Pending { get; } = new("PENDING");

    /// <summary>It is under way.</summary>
    public static RunLifeCycleState Running { get; } = new("RUNNING");

    /// <summary>It is done, and its cluster is being cleaned up.</summary>
    public static RunLifeCycleState Terminating { get; } = new("TERMINATING");

    /// <summary>It did not happen, as another run of the job was under way.</summary>
    public static RunLifeCycleState Skipped { get; } = new("SKIPPED");

    /// <summary>The service failed to carry it out.</summary>
    public static RunLifeCycleState InternalError { get; } = new("INTERNAL_ERROR");

    /// <summary>It waits for another.</summary>
    public static RunLifeCycleState Blocked { get; } = new("BLOCKED");

    /// <summary>It waits to be tried again.</summary>
    public static RunLifeCycleState WaitingForRetry { get; } = new("WAITING_FOR_RETRY");

    static RunLifeCycleState INamedValue<RunLifeCycleState>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
