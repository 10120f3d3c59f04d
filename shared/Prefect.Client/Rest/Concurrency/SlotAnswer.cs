namespace Prefect.Client;

/// <summary>A server's answer to a request for slots.</summary>
public sealed record SlotAnswer
{
    /// <summary>Whether the slots were taken.</summary>
    public bool AreTaken { get; init; }

    /// <summary>Lease on them, or <see langword="null"/> where none was asked for or none were taken.</summary>
    public Guid? LeaseId { get; init; }

    /// <summary>The limits that there are of those asked for. A name that no limit has is let pass.</summary>
    public IReadOnlyList<TakenLimit> Limits { get; init; } = [];

    /// <summary>How long to wait before asking again where none were taken, if the server says.</summary>
    public TimeSpan? RetryAfter { get; init; }
}
