using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Whether an attempt was the first. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<RepairType>))]
public readonly record struct RepairType(string Value) : INamedValue<RepairType>
{
    /// <summary>It was.</summary>
    public static RepairType Original { get; } = new("ORIGINAL");

    /// <summary>It carried out again what had failed.</summary>
    public static RepairType Repair { get; } = new("REPAIR");

    static RepairType INamedValue<RepairType>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
