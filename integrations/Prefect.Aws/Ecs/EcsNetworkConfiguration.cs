namespace Prefect.Aws;

/// <summary>How a task is connected, where it has a network interface of its own (mode <c>awsvpc</c>).</summary>
public sealed record EcsNetworkConfiguration
{
    /// <summary>Ids of the subnets it may be put in, 1 to 16, all of one VPC.</summary>
    public required IReadOnlyList<string> Subnets { get; init; }

    /// <summary>Ids of its security groups, at most 5. Default: that of the VPC.</summary>
    public IReadOnlyList<string> SecurityGroups { get; init; } = [];

    /// <summary>Whether it gets a public address: <c>ENABLED</c> or <c>DISABLED</c>. Default: as the service decides.</summary>
    public string? AssignPublicIp { get; init; }
}
