using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Who created a cluster. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<ClusterSource>))]
public readonly record struct ClusterSource(string Value) : INamedValue<ClusterSource>
{
    /// <summary>A person, by the website.</summary>
    public static ClusterSource Ui { get; } = new("UI");

    /// <summary>The scheduler of jobs.</summary>
    public static ClusterSource Job { get; } = new("JOB");

    /// <summary>A program.</summary>
    public static ClusterSource Api { get; } = new("API");

    static ClusterSource INamedValue<ClusterSource>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
