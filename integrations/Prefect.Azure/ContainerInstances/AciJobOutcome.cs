using Prefect.Http;

namespace Prefect.Azure;

/// <summary>How a container run stands, or how it ended.</summary>
public sealed record AciJobOutcome
{
    /// <summary>The run.</summary>
    public required AciIdentifier Identifier { get; init; }

    /// <summary>The container group; null when it was deleted before its container had ended.</summary>
    public AciContainerGroup? Group { get; init; }

    /// <summary>Whether the group was deleted before its container had ended.</summary>
    public bool WasDeleted => Group is null;

    /// <summary>How the container stands: <c>Waiting</c>, <c>Running</c>, <c>Terminated</c>; null until it is known.</summary>
    public string? State => Container?.State;

    /// <summary>More about how it stands, such as <c>Completed</c> or <c>Error</c>.</summary>
    public string? DetailStatus => Container?.DetailStatus;

    /// <summary>Whether the container has ended, or its group is gone or was stopped.</summary>
    public bool HasEnded => WasDeleted || State == AciContainer.Terminated || Group!.State is "Stopped" or "Failed";

    /// <summary>What the program returned: null while it runs and when it never began, -1 when the group was deleted meanwhile.</summary>
    public int? ExitCode => WasDeleted ? AciDefaults.Vanished : Container?.ExitCode;

    /// <summary>Whether the container has ended and its program returned 0.</summary>
    public bool Succeeded => HasEnded && ExitCode == 0;

    /// <summary>When the program began.</summary>
    public DateTimeOffset? StartedAt => Container?.StartedAt;

    /// <summary>When it had ended.</summary>
    public DateTimeOffset? FinishedAt => Container?.FinishedAt;

    /// <summary>What went wrong and what to do; null while it runs and when nothing went wrong.</summary>
    public InfrastructureDiagnosis? Diagnosis => AciDiagnosis.OfEnd(this);

    private AciContainer? Container => Group is { Containers: [var container, ..] } ? container : null;
}
