using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Whether a schedule is followed. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<PauseStatus>))]
public readonly record struct PauseStatus(string Value) : INamedValue<PauseStatus>
{
    /// <summary>It is not.</summary>
    public static PauseStatus Paused { get; } = new("PAUSED");

    /// <summary>It is.</summary>
    public static PauseStatus Unpaused { get; } = new("UNPAUSED");

    static PauseStatus INamedValue<PauseStatus>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
