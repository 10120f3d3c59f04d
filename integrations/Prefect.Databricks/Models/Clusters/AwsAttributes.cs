namespace Prefect.Databricks;

/// <summary>How a cluster takes machines of Amazon's.</summary>
public sealed record AwsAttributes : DatabricksModel
{
    /// <summary>Which machines are taken.</summary>
    public AwsAvailability? Availability { get; init; }

    /// <summary>Disks of each machine, 0 to 10.</summary>
    public int? EbsVolumeCount { get; init; }

    /// <summary>Operations a second of a disk.</summary>
    public int? EbsVolumeIops { get; init; }

    /// <summary>Size of a disk in GiB.</summary>
    public int? EbsVolumeSize { get; init; }

    /// <summary>Throughput of a disk in MiB a second.</summary>
    public int? EbsVolumeThroughput { get; init; }

    /// <summary>Kind of the disks.</summary>
    public EbsVolumeType? EbsVolumeType { get; init; }

    /// <summary>How many machines are taken at the full price before others.</summary>
    public int? FirstOnDemand { get; init; }

    /// <summary>Role that the machines have.</summary>
    public string? InstanceProfileArn { get; init; }

    /// <summary>Most that is paid for spare machines, in percent of the full price.</summary>
    public int? SpotBidPricePercent { get; init; }

    /// <summary>Zone of the machines, such as <c>us-west-2a</c>, or <c>auto</c>.</summary>
    public string? ZoneId { get; init; }
}
