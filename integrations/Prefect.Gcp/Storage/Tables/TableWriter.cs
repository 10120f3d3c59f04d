using System.IO.Compression;

namespace Prefect.Gcp;

/// <summary>Writes rows in one of the formats.</summary>
internal static class TableWriter
{
    /// <summary>Writes the table, row by row: memory does not grow with the number of rows.</summary>
    /// <exception cref="ArgumentException">The table has no columns, or one that cannot be written.</exception>
    public static async Task WriteAsync(Stream output, TableRows table, DataFrameSerializationFormat format, CancellationToken cancellationToken)
    {
        table = table.Checked();
        switch (format)
        {
            case DataFrameSerializationFormat.Csv:
                await CsvTable.WriteAsync(output, table, cancellationToken).ConfigureAwait(false);
                break;
            case DataFrameSerializationFormat.CsvGzip:
                GZipStream compressed = new(output, CompressionLevel.Optimal, leaveOpen: true);
                await using (compressed.ConfigureAwait(false))
                {
                    await CsvTable.WriteAsync(compressed, table, cancellationToken).ConfigureAwait(false);
                }

                break;
            case DataFrameSerializationFormat.Parquet:
                await ParquetTable.WriteAsync(output, table, ParquetCodec.Uncompressed, cancellationToken).ConfigureAwait(false);
                break;
            case DataFrameSerializationFormat.ParquetSnappy:
                await ParquetTable.WriteAsync(output, table, ParquetCodec.Snappy, cancellationToken).ConfigureAwait(false);
                break;
            case DataFrameSerializationFormat.ParquetGzip:
                await ParquetTable.WriteAsync(output, table, ParquetCodec.Gzip, cancellationToken).ConfigureAwait(false);
                break;
            default:
                throw new ArgumentOutOfRangeException(nameof(format), format, "This is no table format.");
        }
    }
}
