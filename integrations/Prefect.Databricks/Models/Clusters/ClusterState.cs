using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>State of a cluster. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ClusterState>))]
public readonly record struct ClusterState(string Value) : INamedValue<ClusterState>
{
    /// <summary>It is being created.</summary>
    public static ClusterState Pending { get; } = new("PENDING");

    /// <summary>It is ready.</summary>
    public static ClusterState Running { get; } = new("RUNNING");

    /// <summary>It starts again.</summary>
    public static ClusterState Restarting { get; } = new("RESTARTING");

    /// <summary>Machines are added or taken away.</summary>
    public static ClusterState Resizing { get; } = new("RESIZING");

    /// <summary>It is being ended.</summary>
    public static ClusterState Terminating { get; } = new("TERMINATING");

    /// <summary>It has ended.</summary>
    public static ClusterState Terminated { get; } = new("TERMINATED");

    /// <summary>It could not be created, or is broken.</summary>
    public static ClusterState Error { get; } = new("ERROR");

    /// <summary>The service does not know.</summary>
    public static ClusterState Unknown { get; } = new("UNKNOWN");

    static ClusterState INamedValue<ClusterState>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
