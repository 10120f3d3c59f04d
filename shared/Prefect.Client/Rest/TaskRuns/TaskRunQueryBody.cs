namespace Prefect.Client;

/// <summary>A query with the piece of the list that is asked for.</summary>
internal sealed class TaskRunQueryBody(TaskRunQuery query, int? limit, int offset)
{
    public ApiFlowFilter? Flows => query.Flows;

    public ApiFlowRunFilter? FlowRuns => query.FlowRuns;

    public ApiTaskRunFilter? TaskRuns => query.TaskRuns;

    public ApiDeploymentFilter? Deployments => query.Deployments;

    public TaskRunSort? Sort => query.Sort;

    public int? Limit => limit;

    public int? Offset => ApiCalls.Given(offset);
}
