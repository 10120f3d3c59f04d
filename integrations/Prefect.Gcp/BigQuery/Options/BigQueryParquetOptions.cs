namespace Prefect.Gcp;

/// <summary>How Parquet files are read.</summary>
public sealed record BigQueryParquetOptions
{
    /// <summary>Whether enumerations are read as texts. Default: as bytes.</summary>
    public bool? EnumAsString { get; init; }

    /// <summary>Whether lists are read as arrays of their elements. Default: as structs that hold a list.</summary>
    public bool? EnableListInference { get; init; }
}
