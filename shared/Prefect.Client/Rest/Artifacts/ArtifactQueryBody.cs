namespace Prefect.Client;

/// <summary>A query with the piece of the list that is asked for.</summary>
internal sealed class ArtifactQueryBody(ArtifactQuery query, int? limit, int offset)
{
    public ApiArtifactFilter? Artifacts => query.Artifacts;

    public ApiFlowRunFilter? FlowRuns => query.FlowRuns;

    public ApiTaskRunFilter? TaskRuns => query.TaskRuns;

    public ApiFlowFilter? Flows => query.Flows;

    public ApiDeploymentFilter? Deployments => query.Deployments;

    public ArtifactSort? Sort => query.Sort;

    public int? Limit => limit;

    public int? Offset => ApiCalls.Given(offset);
}
