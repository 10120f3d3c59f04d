namespace Prefect.Gcp;

/// <summary>How much time a part of a table holds.</summary>
public enum BigQueryPartitionUnit
{
    /// <summary>A day.</summary>
    Day,

    /// <summary>An hour.</summary>
    Hour,

    /// <summary>A month.</summary>
    Month,

    /// <summary>A year.</summary>
    Year,
}
