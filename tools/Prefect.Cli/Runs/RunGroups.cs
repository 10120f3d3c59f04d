using System.CommandLine;

namespace Prefect.Cli;

/// <summary>The commands about what ran.</summary>
internal static class RunGroups
{
    public static void FillFlowRuns(Command group, CliHost host)
    {
        group.Add(new ListFlowRunsCommand(host));
        group.Add(new InspectFlowRunCommand(host));
        group.Add(new FlowRunLogsCommand(host));
        group.Add(new ResumeFlowRunCommand(host));
        group.Add(new ExecuteFlowRunCommand(host));
        group.Add(new CancelFlowRunCommand(host));
        group.Add(new DeleteFlowRunCommand(host));
        group.Add(new FlowRunGraphCommand(host));
    }

    public static void FillTaskRuns(Command group, CliHost host)
    {
        group.Add(new ListTaskRunsCommand(host));
        group.Add(new InspectTaskRunCommand(host));
    }
}
