namespace Prefect.Gcp;

/// <summary>Divides a table by time.</summary>
public sealed record BigQueryTimePartitioning
{
    /// <summary>How much time a part holds. Default: a day.</summary>
    public BigQueryPartitionUnit Unit { get; init; } = BigQueryPartitionUnit.Day;

    /// <summary>Column of a day or time that decides; null for the time when a row arrives.</summary>
    public string? Field { get; init; }

    /// <summary>How long parts are kept. Default: for ever.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is not positive.</exception>
    public TimeSpan? Expiration
    {
        get;
        init => field = BigQueryOptionChecks.Positive(value);
    }
}
