namespace Prefect.Gcp;

/// <summary>How Parquet stores a value; the values are those of the format's Type.</summary>
internal enum ParquetPhysicalType
{
    Boolean = 0,
    Int32 = 1,
    Int64 = 2,
    Float = 4,
    Double = 5,
    ByteArray = 6,
    FixedLengthByteArray = 7,
}
