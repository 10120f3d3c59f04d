namespace Prefect.Flows;

/// <summary>A wish for slots.</summary>
public sealed record ConcurrencyRequest
{
    /// <summary>Names of limits, each once; those that do not exist are passed over.</summary>
    public required IReadOnlyList<string> Names { get; init; }

    /// <summary>How many slots of each limit, 1 or more.</summary>
    public required int Slots { get; init; }

    /// <summary>How they are taken.</summary>
    public ConcurrencyMode Mode { get; init; }

    /// <summary>How long they are held unless the lease is renewed; of no account for rate limits.</summary>
    public TimeSpan LeaseDuration { get; init; } = TimeSpan.FromSeconds(300);

    /// <summary>Who holds them.</summary>
    public ConcurrencyHolder? Holder { get; init; }
}
