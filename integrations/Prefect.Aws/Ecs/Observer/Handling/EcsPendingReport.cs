using Microsoft.Extensions.Logging;
using Prefect.Client;

namespace Prefect.Aws;

/// <summary>Says of runs whose container is on its way that it is.</summary>
internal sealed class EcsPendingReport(EcsFlowRuns server, ILogger logger) : IEcsEventHandler
{
    public string Purpose => "report that the container is on its way";

    public bool Wants(EcsTaskEvent change) => change is { IsOfFlowRun: true, Status: "PENDING" or "PROVISIONING" };

    public async Task HandleAsync(EcsTaskEvent change, CancellationToken cancellationToken)
    {
        Guid id = change.FlowRunId!.Value;
        ApiFlowRun? run = await server.FindAsync(id, cancellationToken).ConfigureAwait(false);
        if (run is null or { StateType: ApiStateType.Running or ApiStateType.Paused } or { State.IsFinal: true })
        {
            EcsObserverLog.LeftAlone(logger, id, change.Identifier.TaskArn, run is null ? "it is not there." : $"it is {run.StateType}.");
            return;
        }

        if (EcsSuccession.IsOutdated(change, run))
        {
            EcsObserverLog.LeftAlone(logger, id, change.Identifier.TaskArn, "it was started in another task since.");
            return;
        }

        ApiStateProposal state = new(ApiStateType.Pending) { Name = "InfrastructurePending", Message = $"The ECS task is {change.Status.ToLowerInvariant()}." };
        await server.ProposeAsync(id, state, cancellationToken).ConfigureAwait(false);
    }
}
