namespace Prefect.Gcp;

/// <summary>Where a column of one row group stands in the file.</summary>
internal sealed record ParquetChunk(
    string Name, ParquetPhysicalType Type, ParquetCodec Codec, long Position, long Rows, long Nulls, long UncompressedSize, long CompressedSize)
{
    /// <summary>Writes the structure ColumnChunk.</summary>
    public void WriteTo(ThriftWriter thrift)
    {
        thrift.Field(2, Position);
        thrift.Field(3, data =>
        {
            data.Field(1, (int)Type);
            data.List(2, ParquetEncoding.Plain, ParquetEncoding.RunLength);
            data.List(3, Name);
            data.Field(4, (int)Codec);
            data.Field(5, Rows);
            data.Field(6, UncompressedSize);
            data.Field(7, CompressedSize);
            data.Field(9, Position);
            data.Field(12, statistics => statistics.Field(3, Nulls));
        });
    }
}
