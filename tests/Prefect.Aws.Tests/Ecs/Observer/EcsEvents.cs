using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests.Ecs;

/// <summary>Events as EventBridge sends them to a queue.</summary>
internal static class EcsEvents
{
    public const string ClusterArn = "arn:aws:ecs:eu-central-1:123456789012:cluster/jobs";
    public const string DefinitionArn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/prefect_pool_1:7";

    public static readonly DateTimeOffset Time = new(2026, 11, 20, 11, 59, 58, TimeSpan.Zero);

    public static string TaskArn(string id = "0123456789abcdef0123456789abcdef") => $"arn:aws:ecs:eu-central-1:123456789012:task/jobs/{id}";

    public static JsonObject Container(string name, int? exitCode, string? reason = null)
    {
        JsonObject container = new()
        {
            ["containerArn"] = $"arn:aws:ecs:eu-central-1:123456789012:container/jobs/{name}",
            ["lastStatus"] = "STOPPED",
            ["name"] = name,
            ["taskArn"] = TaskArn(),
            ["networkInterfaces"] = new JsonArray(new JsonObject { ["attachmentId"] = "a", ["privateIpv4Address"] = "10.0.0.5" }),
        };
        if (exitCode is { } code)
        {
            container["exitCode"] = code;
        }

        if (reason is not null)
        {
            container["reason"] = reason;
        }

        return container;
    }

    public static JsonObject Stopped(params JsonObject[] containers) => Changed("STOPPED", containers);

    public static JsonObject Changed(string status, params JsonObject[] containers) => new()
    {
        ["version"] = "0",
        ["id"] = Guid.NewGuid().ToString(),
        ["detail-type"] = "ECS Task State Change",
        ["source"] = "aws.ecs",
        ["account"] = "123456789012",
        ["time"] = Time.ToString("yyyy-MM-dd'T'HH:mm:ss'Z'"),
        ["region"] = "eu-central-1",
        ["resources"] = new JsonArray(TaskArn()),
        ["detail"] = new JsonObject
        {
            ["clusterArn"] = ClusterArn,
            ["taskArn"] = TaskArn(),
            ["taskDefinitionArn"] = DefinitionArn,
            ["containers"] = new JsonArray([.. containers]),
            ["cpu"] = "1024",
            ["createdAt"] = "2026-11-20T11:58:00.123Z",
            ["startedAt"] = "2026-11-20T11:58:30.456Z",
            ["desiredStatus"] = "STOPPED",
            ["lastStatus"] = status,
            ["launchType"] = "FARGATE",
            ["overrides"] = new JsonObject { ["containerOverrides"] = new JsonArray(new JsonObject { ["name"] = "prefect" }) },
            ["stopCode"] = status == "STOPPED" ? "EssentialContainerExited" : null,
            ["stoppedReason"] = status == "STOPPED" ? "Essential container in task exited" : null,
            ["version"] = 5,
        },
    };

    public static JsonObject With(this JsonObject change, string field, JsonNode? value)
    {
        change["detail"]![field] = value;
        return change;
    }
}
