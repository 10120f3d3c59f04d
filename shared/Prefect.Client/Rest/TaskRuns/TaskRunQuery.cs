namespace Prefect.Client;

/// <summary>Says which task runs are meant. Each part that is given has to hold.</summary>
public sealed record TaskRunQuery
{
    /// <summary>Their flows.</summary>
    public ApiFlowFilter? Flows { get; init; }

    /// <summary>Their flow runs.</summary>
    public ApiFlowRunFilter? FlowRuns { get; init; }

    /// <summary>The task runs themselves.</summary>
    public ApiTaskRunFilter? TaskRuns { get; init; }

    /// <summary>The deployments of their flow runs.</summary>
    public ApiDeploymentFilter? Deployments { get; init; }

    /// <summary>Their order. Default: the server's, the latest id first.</summary>
    public TaskRunSort? Sort { get; init; }
}
