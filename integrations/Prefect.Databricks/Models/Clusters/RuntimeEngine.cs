using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>What carries out the queries of a cluster. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<RuntimeEngine>))]
public readonly record struct RuntimeEngine(string Value) : INamedValue<RuntimeEngine>
{
    /// <summary>Spark's own engine.</summary>
    public static RuntimeEngine Standard { get; } = new("STANDARD");

    /// <summary>Databricks' engine.</summary>
    public static RuntimeEngine Photon { get; } = new("PHOTON");

    static RuntimeEngine INamedValue<RuntimeEngine>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
