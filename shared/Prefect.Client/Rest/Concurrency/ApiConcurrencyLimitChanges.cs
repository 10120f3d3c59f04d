namespace Prefect.Client;

/// <summary>What is to change about a limit. What is null stays.</summary>
public sealed record ApiConcurrencyLimitChanges
{
    /// <summary>Whether it holds.</summary>
    public bool? Active { get; init; }

    /// <summary>Its name.</summary>
    public string? Name { get; init; }

    /// <summary>How many slots it has.</summary>
    public int? Limit { get; init; }

    /// <summary>How many of them are taken.</summary>
    public int? ActiveSlots { get; init; }

    /// <summary>How many were asked for in vain lately.</summary>
    public int? DeniedSlots { get; init; }

    /// <summary>How many slots become free in a second by themselves.</summary>
    public double? SlotDecayPerSecond { get; init; }
}
