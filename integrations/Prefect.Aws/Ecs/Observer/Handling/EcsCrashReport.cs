using Microsoft.Extensions.Logging;
using Prefect.Client;

namespace Prefect.Aws;

/// <summary>Marks runs as crashed whose container failed, and says in their log what is known of it.</summary>
internal sealed class EcsCrashReport(EcsFlowRuns server, EcsCrashLog log, ILogger logger) : IEcsEventHandler
{
    public string Purpose => "report how the container ended";

    public bool Wants(EcsTaskEvent change) => change is { IsOfFlowRun: true, HasStopped: true };

    public async Task HandleAsync(EcsTaskEvent change, CancellationToken cancellationToken)
    {
        Guid id = change.FlowRunId!.Value;
        ApiFlowRun? run = await server.FindAsync(id, cancellationToken).ConfigureAwait(false);
        EcsCrash crash = new(change.Task);
        if (ReasonToLeave(change, run, crash) is { } reason)
        {
            EcsObserverLog.LeftAlone(logger, id, change.Identifier.TaskArn, reason);
            return;
        }

        if (crash.HasCrashed)
        {
            bool isAccepted = await server.ProposeAsync(id, new ApiStateProposal(ApiStateType.Crashed) { Message = crash.Message }, cancellationToken).ConfigureAwait(false);
            if (!isAccepted)
            {
                EcsObserverLog.LeftAlone(logger, id, change.Identifier.TaskArn, "the server decided otherwise.");
                return;
            }

            EcsObserverLog.Crashed(logger, id, change.Identifier.TaskArn, crash.Message);
        }

        // After the state, which must not wait for it.
        await log.WriteAsync(change, run!, crash, cancellationToken).ConfigureAwait(false);
    }

    private static string? ReasonToLeave(EcsTaskEvent change, ApiFlowRun? run, EcsCrash crash) => run switch
    {
        null => "it is not there.",
        { State.IsFinal: true } or { StateType: ApiStateType.Scheduled or ApiStateType.Paused } => $"it is {run.StateType}.",
        _ when EcsSuccession.IsOutdated(change, run) => "it was started in another task since.",
        _ when !crash.IsFailure => "its container ended with success.",
        _ => null,
    };
}
