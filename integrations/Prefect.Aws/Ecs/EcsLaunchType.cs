namespace Prefect.Aws;

/// <summary>What a container runs on.</summary>
public enum EcsLaunchType
{
    /// <summary>Machines that Amazon runs: <c>FARGATE</c>.</summary>
    Fargate,

    /// <summary>Machines of one's own in Amazon EC2 that have joined the cluster: <c>EC2</c>.</summary>
    Ec2,

    /// <summary>Machines elsewhere that have joined the cluster: <c>EXTERNAL</c>.</summary>
    External,

    /// <summary>Spare machines that Amazon runs, cheaper, and taken back with two minutes' notice: <c>FARGATE_SPOT</c>.</summary>
    FargateSpot,
}
