using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>Knows the common reasons for which tasks cannot be started.</summary>
internal static class EcsStartDiagnosis
{
    public const string ClusterGone = "ClusterNotFoundException";

    private static readonly Rule[] s_rules =
    [
        new(["ClusterNotFound", "Cluster not found"], "The cluster is not there",
            "Check cluster, and that region_name is the cluster's; without cluster, the account needs one called 'default'."),
        new(["No Container Instances"], "The cluster has no machines",
            "Let a container instance join the cluster, or use the launch type FARGATE."),
        new(["failed to validate logger args"], "The execution role may not write logs",
            "Allow it logs:CreateLogGroup, logs:CreateLogStream and logs:PutLogEvents."),
        new(["TaskDefinition is inactive", "TaskDefinition not found", "Unable to describe task definition"], "The task definition is not active",
            "Register it again, or leave task_definition_arn out so that one is built."),
        new(["Capacity is unavailable", "RESOURCE:", "vCPU", "capacity provider was not found", "Insufficient", "CapacityUnavailable"],
            "There is no capacity for the task",
            "Try again later, in other subnets, or with less cpu and memory; with FARGATE_SPOT consider FARGATE; on machines of one's own, add some."),
        new(["Overrides length"], "The request is longer than the service takes", "Put variables into secrets, into environmentFiles of task_definition, or into the image."),
        new(["subnet"], "The subnets cannot be used", "Check vpc_id and network_configuration: the subnets must be there, in one VPC of this region, with free addresses."),
        new(["security group", "securityGroup"], "The security groups cannot be used", "Check network_configuration: the groups must be of the subnets' VPC."),
        new(["assume role", "assume the role", "Role is not valid", "iam:PassRole"], "A role cannot be used",
            "Check task_role_arn and execution_role_arn: they must trust ecs-tasks.amazonaws.com, and the credentials need iam:PassRole for both."),
    ];

    /// <summary>What is known about a reason; otherwise the reason itself.</summary>
    public static InfrastructureDiagnosis Of(string reason, string cluster)
    {
        Rule? rule = Find(reason);
        return new InfrastructureDiagnosis(
            LogLevel.Error,
            rule?.Summary ?? "The task could not be started",
            $"{reason.TrimEnd('.')} (cluster '{cluster}').",
            rule?.Resolution ?? "See what the service's documentation says about this reason.");
    }

    public static bool IsKnown(AwsException exception) => Find($"{exception.ErrorCode} {exception.InnerException?.Message}") is not null;

    public static bool IsClusterGone(AwsException exception) => exception.ErrorCode == ClusterGone;

    public static bool IsDefinitionGone(AwsException exception) =>
        exception.ErrorCode == "ClientException" && exception.Message.Contains("Unable to describe task definition", StringComparison.OrdinalIgnoreCase);

    public static bool IsTaskGone(AwsException exception) =>
        exception.ErrorCode is "InvalidParameterException" or "ClientException"
        && exception.Message.Contains("task was not found", StringComparison.OrdinalIgnoreCase);

    private static Rule? Find(string reason) =>
        Array.Find(s_rules, rule => Array.Exists(rule.Signs, sign => reason.Contains(sign, StringComparison.OrdinalIgnoreCase)));

    private sealed record Rule(string[] Signs, string Summary, string Resolution);
}
