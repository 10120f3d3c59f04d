namespace Prefect.Aws;

/// <summary>Tells from how a task stopped whether the flow run in it has crashed.</summary>
internal sealed class EcsCrash
{
    private readonly EcsTaskDescription _task;
    private readonly IReadOnlyList<EcsContainerDescription> _containers;

    public EcsCrash(EcsTaskDescription task)
    {
        _task = task;
        _containers = [.. (task.Containers ?? []).OfType<EcsContainerDescription>()];
        EcsContainerDescription? own = _containers.FirstOrDefault(container => container.Name == EcsDefaults.ContainerName);
        Failed = [.. (own is null ? _containers : [own]).Where(container => container.ExitCode is not 0)];
        ContainerName = own?.Name ?? (_containers is [var only] ? only.Name : null);
    }

    /// <summary>What the containers that count have to do with it: those that ended with something else than success.</summary>
    public IReadOnlyList<EcsContainerDescription> Failed { get; }

    /// <summary>The container that the run was in; null where only the task definition tells, or nothing does.</summary>
    public string? ContainerName { get; }

    /// <summary>Whether more than one container may have been the run's.</summary>
    public bool IsAmbiguous => ContainerName is null && _containers.Count > 0;

    /// <summary>Whether there is something to be explained: a sidecar's failing is not.</summary>
    public bool IsFailure => Failed.Count > 0 || _containers.Count == 0;

    public bool HasCrashed => Failed.Count > 0 || NeverStarted;

    /// <summary>What happened, in a sentence.</summary>
    public string Message => NeverStarted
        ? $"The ECS task could not be started: {(string.IsNullOrEmpty(_task.StoppedReason) ? "the service gave no reason." : _task.StoppedReason)}"
        : $"The container of the run did not end with success: {string.Join(", ", Failed.Select(Describe))}.";

    private bool NeverStarted => _containers.Count == 0 && _task.StopCode == "TaskFailedToStart";

    private static string Describe(EcsContainerDescription container) =>
        $"'{container.Name}' {(container.ExitCode is { } code ? FormattableString.Invariant($"has the exit code {code}") : "has no exit code")}";
}
