using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Whose doing the end of a cluster is. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<TerminationType>))]
public readonly record struct TerminationType(string Value) : INamedValue<TerminationType>
{
    /// <summary>Nobody's: it was no longer needed.</summary>
    public static TerminationType Success { get; } = new("SUCCESS");

    /// <summary>The caller's.</summary>
    public static TerminationType ClientError { get; } = new("CLIENT_ERROR");

    /// <summary>Databricks'.</summary>
    public static TerminationType ServiceFault { get; } = new("SERVICE_FAULT");

    /// <summary>The cloud's.</summary>
    public static TerminationType CloudFailure { get; } = new("CLOUD_FAILURE");

    static TerminationType INamedValue<TerminationType>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
