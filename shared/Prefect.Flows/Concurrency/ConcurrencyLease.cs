namespace Prefect.Flows;

/// <summary>Slots of a limit that somebody holds for some time.</summary>
public sealed record ConcurrencyLease
{
    /// <summary>Identifies the lease.</summary>
    public required Guid Id { get; init; }

    /// <summary>How many slots of each limit it holds.</summary>
    public required int Slots { get; init; }

    /// <summary>Who holds it, when that is known.</summary>
    public ConcurrencyHolder? Holder { get; init; }

    /// <summary>When it began, UTC.</summary>
    public required DateTimeOffset Created { get; init; }

    /// <summary>When it ends unless it is renewed, UTC.</summary>
    public required DateTimeOffset Expires { get; init; }
}
