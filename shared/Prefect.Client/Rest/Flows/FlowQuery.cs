namespace Prefect.Client;

/// <summary>Says which flows are meant. Each part that is given has to hold.</summary>
public sealed record FlowQuery
{
    /// <summary>The flows themselves.</summary>
    public ApiFlowFilter? Flows { get; init; }

    /// <summary>Their runs.</summary>
    public ApiFlowRunFilter? FlowRuns { get; init; }

    /// <summary>Their task runs.</summary>
    public ApiTaskRunFilter? TaskRuns { get; init; }

    /// <summary>Their deployments.</summary>
    public ApiDeploymentFilter? Deployments { get; init; }

    /// <summary>The work pools of their deployments.</summary>
    public ApiWorkPoolFilter? WorkPools { get; init; }

    /// <summary>Their order. Default: the server's, by name.</summary>
    public FlowSort? Sort { get; init; }
}
