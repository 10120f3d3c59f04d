using System.Text.Json.Serialization;

namespace Prefect.Databricks;

/// <summary>Kind of Amazon's disks. Values that this version does not know are kept as they are.</summary>
/// <param name="Value">The service's name of it.</param>
[JsonConverter(typeof(NamedValueConverter<EbsVolumeType>))]
public readonly record struct EbsVolumeType(string Value) : INamedValue<EbsVolumeType>
{
    /// <summary>Fast ones.</summary>
    public static EbsVolumeType GeneralPurposeSsd { get; } = new("GENERAL_PURPOSE_SSD");

    /// <summary>Large ones.</summary>
    public static EbsVolumeType ThroughputOptimizedHdd { get; } = new("THROUGHPUT_OPTIMIZED_HDD");

    static EbsVolumeType INamedValue<EbsVolumeType>.Of(string value) => new(value);

    /// <summary>Gives the service's name of it.</summary>
    public override string ToString() => Value ?? "";
}
