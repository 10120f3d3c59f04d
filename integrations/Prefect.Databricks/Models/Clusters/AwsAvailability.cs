using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Which machines of Amazon's a cluster takes. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<AwsAvailability>))]
public readonly record struct AwsAvailability(string Value) : INamedValue<AwsAvailability>
{
    /// <summary>Spare ones, which may be taken away.</summary>
    public static AwsAvailability Spot { get; } = new("SPOT");

    /// <summary>Ones at the full price.</summary>
    public static AwsAvailability OnDemand { get; } = new("ON_DEMAND");

    /// <summary>Spare ones, or ones at the full price where there are none.</summary>
    public static AwsAvailability SpotWithFallback { get; } = new("SPOT_WITH_FALLBACK");

    static AwsAvailability INamedValue<AwsAvailability>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
