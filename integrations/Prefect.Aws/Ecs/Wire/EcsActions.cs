using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>The operations of Amazon ECS and of CloudWatch Logs that are used here.</summary>
internal static class EcsActions
{
    private static readonly EcsJson s_json = EcsJson.Default;

    public static AwsAction<JsonObject, EcsDefinitionAnswer> RegisterTaskDefinition { get; } =
        new(AwsService.Ecs, "RegisterTaskDefinition", s_json.JsonObject, s_json.EcsDefinitionAnswer);

    public static AwsAction<EcsDefinitionQuestion, EcsDefinitionAnswer> DescribeTaskDefinition { get; } =
        new(AwsService.Ecs, "DescribeTaskDefinition", s_json.EcsDefinitionQuestion, s_json.EcsDefinitionAnswer);

    public static AwsAction<EcsDefinitionQuestion, JsonObject> DeregisterTaskDefinition { get; } =
        new(AwsService.Ecs, "DeregisterTaskDefinition", s_json.EcsDefinitionQuestion, s_json.JsonObject);

    public static AwsAction<JsonObject, EcsTasksAnswer> RunTask { get; } = new(AwsService.Ecs, "RunTask", s_json.JsonObject, s_json.EcsTasksAnswer);

    public static AwsAction<EcsTasksQuestion, EcsTasksAnswer> DescribeTasks { get; } =
        new(AwsService.Ecs, "DescribeTasks", s_json.EcsTasksQuestion, s_json.EcsTasksAnswer);

    public static AwsAction<EcsStopRequest, JsonObject> StopTask { get; } = new(AwsService.Ecs, "StopTask", s_json.EcsStopRequest, s_json.JsonObject);

    public static AwsAction<LogEventsQuestion, LogEventsAnswer> GetLogEvents { get; } =
        new(AwsService.CloudWatchLogs, "GetLogEvents", s_json.LogEventsQuestion, s_json.LogEventsAnswer);
}
