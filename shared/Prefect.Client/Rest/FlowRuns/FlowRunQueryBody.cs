using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>A query with the piece of the list that is asked for. Prefect's client names each part, given or not; so does this one.</summary>
internal sealed record FlowRunQueryBody(FlowRunQuery Query, [property: JsonIgnore(Condition = JsonIgnoreCondition.Never)] int? Limit, int? Offset)
{
    [JsonIgnore]
    public FlowRunQuery Query { get; } = Query;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ApiFlowFilter? Flows => Query.Flows;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ApiFlowRunFilter? FlowRuns => Query.FlowRuns;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ApiTaskRunFilter? TaskRuns => Query.TaskRuns;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ApiDeploymentFilter? Deployments => Query.Deployments;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ApiWorkPoolFilter? WorkPools => Query.WorkPools;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public ApiWorkQueueFilter? WorkPoolQueues => Query.WorkPoolQueues;

    [JsonIgnore(Condition = JsonIgnoreCondition.Never)]
    public FlowRunSort? Sort => Query.Sort;
}
