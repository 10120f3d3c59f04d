namespace Prefect.Gcp;

/// <summary>Compression of a Parquet page; the values are those of the format's CompressionCodec.</summary>
internal enum ParquetCodec
{
    Uncompressed = 0,
    Snappy = 1,
    Gzip = 2,
}
