namespace Prefect.Client;

/// <summary>Says which flow runs are meant. Each part that is given has to hold.</summary>
public sealed record FlowRunQuery
{
    /// <summary>Their flows.</summary>
    public ApiFlowFilter? Flows { get; init; }

    /// <summary>The runs themselves.</summary>
    public ApiFlowRunFilter? FlowRuns { get; init; }

    /// <summary>Their task runs.</summary>
    public ApiTaskRunFilter? TaskRuns { get; init; }

    /// <summary>Their deployments.</summary>
    public ApiDeploymentFilter? Deployments { get; init; }

    /// <summary>The work pools that they wait in.</summary>
    public ApiWorkPoolFilter? WorkPools { get; init; }

    /// <summary>The queues that they wait in.</summary>
    public ApiWorkQueueFilter? WorkPoolQueues { get; init; }

    /// <summary>Their order. Default: the server's, the latest id first.</summary>
    public FlowRunSort? Sort { get; init; }
}
