namespace Prefect.Client;

internal sealed record FlowRunHistoryBody(DateTimeOffset HistoryStart, DateTimeOffset HistoryEnd, TimeSpan HistoryIntervalSeconds)
{
    public ApiFlowFilter? Flows { get; init; }

    public ApiFlowRunFilter? FlowRuns { get; init; }

    public ApiTaskRunFilter? TaskRuns { get; init; }

    public ApiDeploymentFilter? Deployments { get; init; }

    public ApiWorkPoolFilter? WorkPools { get; init; }

    public ApiWorkQueueFilter? WorkQueues { get; init; }
}
