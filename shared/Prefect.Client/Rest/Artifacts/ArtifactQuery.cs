namespace Prefect.Client;

/// <summary>Says which artifacts are meant. Each part that is given has to hold.</summary>
public sealed record ArtifactQuery
{
    /// <summary>The artifacts themselves.</summary>
    public ApiArtifactFilter? Artifacts { get; init; }

    /// <summary>The flow runs that made them.</summary>
    public ApiFlowRunFilter? FlowRuns { get; init; }

    /// <summary>The task runs that made them.</summary>
    public ApiTaskRunFilter? TaskRuns { get; init; }

    /// <summary>The flows of those.</summary>
    public ApiFlowFilter? Flows { get; init; }

    /// <summary>The deployments of those.</summary>
    public ApiDeploymentFilter? Deployments { get; init; }

    /// <summary>Their order. Default: the server's, the latest id first.</summary>
    public ArtifactSort? Sort { get; init; }
}
