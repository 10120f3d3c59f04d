namespace Prefect.Client;

/// <summary>A query with the piece of the list that is asked for.</summary>
internal sealed class FlowQueryBody(FlowQuery query, int? limit, int offset)
{
    public ApiFlowFilter? Flows => query.Flows;

    public ApiFlowRunFilter? FlowRuns => query.FlowRuns;

    public ApiTaskRunFilter? TaskRuns => query.TaskRuns;

    public ApiDeploymentFilter? Deployments => query.Deployments;

    public ApiWorkPoolFilter? WorkPools => query.WorkPools;

    public FlowSort? Sort => query.Sort;

    public int? Limit => limit;

    public int? Offset => ApiCalls.Given(offset);
}
