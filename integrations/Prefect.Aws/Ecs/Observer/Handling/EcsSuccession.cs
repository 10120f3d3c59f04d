using Prefect.Client;

namespace Prefect.Aws;

/// <summary>Tells events of tasks that a flow run is in from those of tasks that it was in before.</summary>
internal static class EcsSuccession
{
    /// <summary>
    /// Whether an event came too late: a worker has told of another task that the run is in, and the run's state is younger than the
    /// event. One of both is not enough, since neither is told at once.
    /// </summary>
    public static bool IsOutdated(EcsTaskEvent change, ApiFlowRun run) =>
        EcsIdentifier.TryParse(run.InfrastructurePid, out EcsIdentifier? current)
        && current.TaskId != change.Identifier.TaskId
        && change.Time is { } time
        && run.State?.Timestamp > time;
}
