namespace Prefect.Gcp;

/// <summary>Rows that are kept together, column by column.</summary>
internal sealed record ParquetRowGroup(long Rows, IReadOnlyList<ParquetChunk> Chunks)
{
    /// <summary>Writes the structure RowGroup.</summary>
    public void WriteTo(ThriftWriter thrift)
    {
        thrift.List(1, Chunks, (item, chunk) => chunk.WriteTo(item));
        thrift.Field(2, Chunks.Sum(chunk => chunk.UncompressedSize));
        thrift.Field(3, Rows);
    }
}
