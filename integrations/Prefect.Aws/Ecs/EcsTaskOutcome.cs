using Prefect.Http;

namespace Prefect.Aws;

/// <summary>How a task stands, or how it ended.</summary>
public sealed record EcsTaskOutcome
{
    internal const string Stopped = "STOPPED";

    /// <summary>The task.</summary>
    public required EcsIdentifier Identifier { get; init; }

    /// <summary>Where it is in its life: <c>PROVISIONING</c>, <c>PENDING</c>, <c>RUNNING</c>, <c>STOPPED</c> and some between, and <c>DELETED</c> at last.</summary>
    public required string Status { get; init; }

    /// <summary>What the service wants it to be: <c>RUNNING</c> or <c>STOPPED</c>.</summary>
    public string? DesiredStatus { get; init; }

    /// <summary>Why it was stopped, as a code: <c>EssentialContainerExited</c>, <c>TaskFailedToStart</c>, <c>UserInitiated</c> and others.</summary>
    public string? StopCode { get; init; }

    /// <summary>Why it was stopped, in the service's words.</summary>
    public string? StoppedReason { get; init; }

    /// <summary>Its containers.</summary>
    public IReadOnlyList<EcsContainerOutcome> Containers { get; init; } = [];

    /// <summary>Name of the container that the work was given to.</summary>
    public string? ContainerName { get; init; }

    /// <summary>ARN of its task definition.</summary>
    public string? TaskDefinitionArn { get; init; }

    /// <summary>Its tags.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>When it began to run.</summary>
    public DateTimeOffset? StartedAt { get; init; }

    /// <summary>When it had stopped.</summary>
    public DateTimeOffset? StoppedAt { get; init; }

    /// <summary>Whether it has ended.</summary>
    public bool HasStopped => Status is Stopped or "DELETED";

    /// <summary>
    /// What the program of the work's container returned. Null while it runs, and when it was ended from outside or never began. Where no
    /// container has that name: that of the only one, or 0 when all returned 0.
    /// </summary>
    public int? ExitCode => WorkContainer is { } work ? work.ExitCode : Containers.Count > 0 && Containers.All(container => container.ExitCode == 0) ? 0 : null;

    /// <summary>Whether it has ended and the work's program returned 0.</summary>
    public bool Succeeded => HasStopped && ExitCode == 0;

    /// <summary>What went wrong and what to do; null while it runs and when it succeeded.</summary>
    public InfrastructureDiagnosis? Diagnosis => EcsDiagnosis.OfStopped(this);

    private EcsContainerOutcome? WorkContainer =>
        Named ?? (Containers.Count == 1 ? Containers[0] : null);

    private EcsContainerOutcome? Named => Containers.FirstOrDefault(container => container.Name == (ContainerName ?? EcsDefaults.ContainerName));

    /// <summary>Whether only the task definition tells which container counts.</summary>
    internal bool IsAmbiguous => ContainerName is null && HasStopped && Containers.Count > 1 && Named is null;
}
