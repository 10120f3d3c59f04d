namespace Prefect.Flows;

/// <summary>What is changed about a limit; what is not set stays.</summary>
public sealed record ConcurrencyLimitChange
{
    /// <summary>How many slots there are, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int? Limit { get; init => field = value is { } limit ? ConcurrencyRules.CheckLimit(limit) : null; }

    /// <summary>Whether it holds anybody back.</summary>
    public bool? IsActive { get; init; }

    /// <summary>How many slots are taken, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative.</exception>
    public int? ActiveSlots { get; init => field = value is { } slots ? ConcurrencyRules.CheckActiveSlots(slots) : null; }

    /// <summary>How many taken slots become free by themselves each second, 0 or more.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The number is negative, or none.</exception>
    public double? SlotDecayPerSecond { get; init => field = value is { } decay ? ConcurrencyRules.CheckDecay(decay) : null; }
}
