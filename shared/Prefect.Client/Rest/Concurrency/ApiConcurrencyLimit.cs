namespace Prefect.Client;

/// <summary>A limit on what goes on at once, as a server keeps it.</summary>
public sealed record ApiConcurrencyLimit
{
    /// <summary>Its id.</summary>
    public required Guid Id { get; init; }

    /// <summary>When it was created.</summary>
    public DateTimeOffset? Created { get; init; }

    /// <summary>When it was last changed.</summary>
    public DateTimeOffset? Updated { get; init; }

    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many slots it has.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether it holds.</summary>
    public required bool Active { get; init; }

    /// <summary>How many of them are taken.</summary>
    public int ActiveSlots { get; init; }

    /// <summary>How many were asked for in vain lately.</summary>
    public int DeniedSlots { get; init; }

    /// <summary>How many slots become free in a second by themselves.</summary>
    public double SlotDecayPerSecond { get; init; }

    /// <summary>Seconds that a slot is taken, on average.</summary>
    public double AvgSlotOccupancySeconds { get; init; }
}
