namespace Prefect.Aws;

/// <summary>What a task has when nothing else is said, as Prefect's own worker has it.</summary>
internal static class EcsDefaults
{
    public const string ContainerName = "prefect";
    public const string Family = "prefect";
    public const int Cpu = 1024;
    public const int Memory = 2048;
    public const string StopReason = "Stopped by Prefect worker";
    public const string ApiKey = "PREFECT_API_KEY";
    public const string ApiAuthString = "PREFECT_API_AUTH_STRING";

    /// <summary>The tag that Prefect's observer looks for, spelt as it spells it.</summary>
    public const string DeregisterTag = "prefect.io/degregister-task-definition";

    public static string Name(EcsLaunchType type) => type switch
    {
        EcsLaunchType.Ec2 => "EC2",
        EcsLaunchType.External => "EXTERNAL",
        EcsLaunchType.FargateSpot => "FARGATE_SPOT",
        _ => "FARGATE",
    };
}
