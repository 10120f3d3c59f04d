namespace Prefect.Flows;

/// <summary>What a store answers to a wish for slots.</summary>
public sealed record ConcurrencyAnswer
{
    /// <summary>Whether the slots are taken; also when none of the limits exists.</summary>
    public required bool IsGranted { get; init; }

    /// <summary>The lease that holds them; <see langword="null"/> for rate limits, and when nothing is held.</summary>
    public Guid? LeaseId { get; init; }

    /// <summary>The limits of the wish that exist and are active.</summary>
    public IReadOnlyList<ConcurrencyLimit> Limits { get; init; } = [];

    /// <summary>Names of the wish that there is no limit of.</summary>
    public IReadOnlyList<string> Unknown { get; init; } = [];

    /// <summary>How long to wait before asking again, when they are not taken.</summary>
    public TimeSpan RetryAfter { get; init; }
}
