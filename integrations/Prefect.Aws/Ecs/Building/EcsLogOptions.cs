using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Where a container's output goes in CloudWatch.</summary>
internal static class EcsLogOptions
{
    public const string Driver = "awslogs";
    public const string Group = "awslogs-group";
    public const string Region = "awslogs-region";
    public const string Prefix = "awslogs-stream-prefix";

    public static JsonObject Build(EcsTask task, EcsOrigin origin, string region)
    {
        JsonObject options = new()
        {
            ["awslogs-create-group"] = "true",
            [Group] = "prefect",
            [Region] = region,
            [Prefix] = string.IsNullOrEmpty(task.CloudwatchLogsPrefix) ? origin.LogsPrefix : task.CloudwatchLogsPrefix,
        };
        foreach ((string name, string value) in task.CloudwatchLogsOptions)
        {
            options[name] = value;
        }

        return new JsonObject { ["logDriver"] = Driver, ["options"] = options };
    }
}
