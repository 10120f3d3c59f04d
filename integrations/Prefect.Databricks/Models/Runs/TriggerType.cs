using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Why a run was started. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<TriggerType>))]
public readonly record struct TriggerType(string Value) : INamedValue<TriggerType>
{
    /// <summary>The schedule said so.</summary>
    public static TriggerType Periodic { get; } = new("PERIODIC");

    /// <summary>Somebody said so.</summary>
    public static TriggerType OneTime { get; } = new("ONE_TIME");

    /// <summary>The one before had failed.</summary>
    public static TriggerType Retry { get; } = new("RETRY");

    static TriggerType INamedValue<TriggerType>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
