using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Says of runs whose container is on its way that it is.</summary>
internal sealed class EcsPendingReport(IObservedServer server, ILogger logger) : IEcsEventHandler
{
    public string Purpose => "report that the container is on its way";

    public bool Wants(EcsTaskEvent change) => change is { IsOfFlowRun: true, Status: "PENDING" or "PROVISIONING" };

    public async Task HandleAsync(EcsTaskEvent change, CancellationToken cancellationToken)
    {
        Guid id = change.FlowRunId!.Value;
        ObservedFlowRun? run = await server.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (run is null or { IsRunning: true } or { IsFinal: true } or { IsPaused: true })
        {
            EcsObserverLog.LeftAlone(logger, id, change.Identifier.TaskArn, run is null ? "it is not there." : $"it is {run.StateType}.");
            return;
        }

        if (EcsSuccession.IsOutdated(change, run))
        {
            EcsObserverLog.LeftAlone(logger, id, change.Identifier.TaskArn, "it was started in another task since.");
            return;
        }

        ObservedState state = ObservedState.InfrastructurePending($"The ECS task is {change.Status.ToLowerInvariant()}.");
        await server.ProposeAsync(id, state, cancellationToken).ConfigureAwait(false);
    }
}
