using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>What a flow run adds to a job.</summary>
internal static class FlowRunParts
{
    private static readonly string[] s_execute = ["prefect", "flow-run", "execute"];

    /// <summary>The command: the flow run's, the job's, or with Prefect's own image what that one executes a flow run by.</summary>
    /// <param name="flowRun">The flow run.</param>
    /// <param name="command">The job's command.</param>
    /// <param name="container">The job's container, as it would be without the flow run.</param>
    /// <param name="image">Its image.</param>
    public static IReadOnlyList<string>? Command(GcpFlowRun flowRun, IReadOnlyList<string>? command, JsonObject container, string image)
    {
        if (flowRun.Command is { Length: > 0 } line)
        {
            return GcpCommandLine.Split(line, "command");
        }

        bool isPrefect = image.StartsWith("prefecthq/prefect", StringComparison.Ordinal) || image.StartsWith("docker.io/prefecthq/prefect", StringComparison.Ordinal);
        return command is null && isPrefect && container["command"] is null ? s_execute : command;
    }

    public static Dictionary<string, string?> Env(GcpFlowRun flowRun, IReadOnlyDictionary<string, string?> env) =>
        Merge(env, new Dictionary<string, string?>(StringComparer.Ordinal) { ["PREFECT__FLOW_RUN_ID"] = flowRun.Id.ToString() }, flowRun.Env);

    /// <summary>Labels in order of importance: where there are too many, the last are left out.</summary>
    public static Dictionary<string, string?> Labels(GcpFlowRun flowRun, IReadOnlyDictionary<string, string?> labels)
    {
        Dictionary<string, string?> own = new(StringComparer.Ordinal)
        {
            ["prefect.io/flow-run-id"] = flowRun.Id.ToString(),
            ["prefect.io/flow-run-name"] = flowRun.Name,
            ["prefect.io/flow-id"] = flowRun.FlowId.ToString(),
            ["prefect.io/flow-name"] = flowRun.FlowName.Length > 0 ? flowRun.FlowName : null,
            ["prefect.io/deployment-id"] = flowRun.DeploymentId?.ToString(),
            ["prefect.io/work-pool-name"] = flowRun.WorkPoolName.Length > 0 ? flowRun.WorkPoolName : null,
        };
        return Merge(own, labels, flowRun.Labels);
    }

    private static Dictionary<string, string?> Merge(params ReadOnlySpan<IReadOnlyDictionary<string, string?>> layers)
    {
        Dictionary<string, string?> merged = new(StringComparer.Ordinal);
        foreach (IReadOnlyDictionary<string, string?> layer in layers)
        {
            foreach ((string name, string? value) in layer)
            {
                merged[name] = value;
            }
        }

        return merged;
    }
}
