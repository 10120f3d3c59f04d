using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests.Ecs;

internal static class EcsSamples
{
    public const string Arn = "arn:aws:ecs:eu-central-1:123456789012:task-definition/prefect_report:1";
    public const string TaskArn = "arn:aws:ecs:eu-central-1:123456789012:task/jobs/0123456789abcdef0123456789abcdef";
    public const string RoleArn = "arn:aws:iam::123456789012:role/execution";
    public const string SecretArn = "arn:aws:secretsmanager:eu-central-1:123456789012:secret:prefect-AbCdEf";

    public static EcsTask Task => new() { Name = "report", Image = "ghcr.io/acme/report:7" };

    public static JsonObject Parse(string json) => JsonNode.Parse(json)!.AsObject();

    public static JsonObject Definition(EcsTask task) => task.BuildTaskDefinition("eu-central-1");

    public static JsonObject Container(EcsTask task) => Container(Definition(task));

    public static JsonObject Container(JsonObject definition) => definition["containerDefinitions"]![0]!.AsObject();

    public static JsonObject Request(EcsTask task, bool isNew = false, JsonObject? network = null) =>
        EcsRunRequest.Build(task, new EcsDefinition(Arn, Definition(task)) { IsNew = isNew }, network);

    public static JsonObject Override(JsonObject request) => request["overrides"]!["containerOverrides"]![0]!.AsObject();

    public static void ShouldBeJson(this JsonNode? node, string json) =>
        JsonNode.DeepEquals(node, JsonNode.Parse(json)).ShouldBeTrue($"{node?.ToJsonString()} is not {json}");
}
