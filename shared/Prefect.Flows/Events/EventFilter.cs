namespace Prefect.Flows;

/// <summary>Chooses events; what is not set does not matter.</summary>
public sealed record EventFilter
{
    /// <summary>What their names begin with.</summary>
    public string? Prefix { get; init; }

    /// <summary>Id of the resource that they happened to.</summary>
    public string? ResourceId { get; init; }

    /// <summary>Earliest time that they happened at.</summary>
    public DateTimeOffset? Since { get; init; }

    /// <summary>Most events to give; all by default.</summary>
    public int? Limit { get; init; }
}
