using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>What the container of a flow run executes.</summary>
internal static class FlowRunCommand
{
    private static readonly string[] s_execute = ["prefect", "flow-run", "execute"];

    /// <summary>The command: the flow run's, the job's, or with Prefect's own image what that one executes a flow run by.</summary>
    /// <param name="flowRun">The flow run.</param>
    /// <param name="command">The job's command.</param>
    /// <param name="container">The job's container, as it would be without the flow run.</param>
    /// <param name="image">Its image.</param>
    public static IReadOnlyList<string>? Of(WorkerFlowRun flowRun, IReadOnlyList<string>? command, JsonObject container, string image)
    {
        if (flowRun.Command is { Length: > 0 } line)
        {
            return GcpCommandLine.Split(line, "command");
        }

        bool isPrefect = image.StartsWith("prefecthq/prefect", StringComparison.Ordinal) || image.StartsWith("docker.io/prefecthq/prefect", StringComparison.Ordinal);
        return command is null && isPrefect && container["command"] is null ? s_execute : command;
    }
}
