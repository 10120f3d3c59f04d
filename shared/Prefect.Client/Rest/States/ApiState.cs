using System.Text.Json.Nodes;

namespace Prefect.Client;

/// <summary>A state of a run, as a server keeps it.</summary>
public sealed record ApiState
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>Its kind.</summary>
    public required ApiStateType Type { get; init; }

    /// <summary>Its name: the kind's own, or a finer one such as <c>AwaitingRetry</c>.</summary>
    public string? Name { get => field ?? Type.ToString(); init; }

    /// <summary>When the run entered it.</summary>
    public DateTimeOffset Timestamp { get; init; }

    /// <summary>What there is to say about it, or <see langword="null"/>.</summary>
    public string? Message { get; init; }

    /// <summary>Where the result is kept, or <see langword="null"/>.</summary>
    public JsonNode? Data { get; init; }

    /// <summary>All else that is known about it.</summary>
    public ApiStateDetails StateDetails { get => field ?? ApiStateDetails.None; init; }

    /// <summary>Whether a run that is in it has ended.</summary>
    public bool IsFinal => Type is ApiStateType.Completed or ApiStateType.Failed or ApiStateType.Cancelled or ApiStateType.Crashed;
}
