namespace Prefect.Gcp;

/// <summary>How a table is written into an object of Cloud Storage.</summary>
public enum DataFrameSerializationFormat
{
    /// <summary>Comma-separated text in UTF-8 with a header line: <c>.csv</c>, <c>text/csv</c>.</summary>
    Csv,

    /// <summary>Comma-separated text, compressed with gzip: <c>.csv.gz</c>, <c>application/x-gzip</c>. What is used unless another one is asked for.</summary>
    CsvGzip,

    /// <summary>Parquet without compression: <c>.parquet</c>, <c>application/octet-stream</c>.</summary>
    Parquet,

    /// <summary>Parquet whose pages are compressed with Snappy: <c>.snappy.parquet</c>, <c>application/octet-stream</c>.</summary>
    ParquetSnappy,

    /// <summary>Parquet whose pages are compressed with gzip: <c>.gz.parquet</c>, <c>application/octet-stream</c>.</summary>
    ParquetGzip,
}
