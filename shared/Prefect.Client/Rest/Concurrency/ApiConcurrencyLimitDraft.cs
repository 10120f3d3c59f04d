namespace Prefect.Client;

/// <summary>A limit on what goes on at once that is to be created.</summary>
public sealed record ApiConcurrencyLimitDraft
{
    /// <summary>Its name.</summary>
    public required string Name { get; init; }

    /// <summary>How many slots it has, 0 or more.</summary>
    public required int Limit { get; init; }

    /// <summary>Whether it holds. Default: the server's, which is yes.</summary>
    public bool? Active { get; init; }

    /// <summary>How many of them are taken.</summary>
    public int? ActiveSlots { get; init; }

    /// <summary>How many were asked for in vain lately.</summary>
    public int? DeniedSlots { get; init; }

    /// <summary>How many slots become free in a second by themselves, which makes it a limit on how often.</summary>
    public double? SlotDecayPerSecond { get; init; }
}
