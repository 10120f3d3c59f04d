using System.Buffers;
using System.Buffers.Binary;

namespace Prefect.Gcp;

/// <summary>
/// Writes rows as a Parquet file: flat columns that may be null, plain encoding, one file of several row groups. No library
/// for it can be restored together with this package; a reader written by others checks these files in the tests.
/// </summary>
internal static class ParquetTable
{
    private const long RowGroupSize = 16 * 1024 * 1024;
    private const int FormatVersion = 2;

    /// <exception cref="ArgumentException">A row holds what its column cannot keep.</exception>
    public static async Task WriteAsync(Stream output, TableRows table, ParquetCodec codec, CancellationToken cancellationToken)
    {
        table = (await ColumnTypes.FindAsync(table, cancellationToken).ConfigureAwait(false)).Checked();
        ParquetColumn[] columns = [.. table.Columns.Select(column => new ParquetColumn(column, codec))];
        List<ParquetRowGroup> groups = [];
        await output.WriteAsync("PAR1"u8.ToArray(), cancellationToken).ConfigureAwait(false);
        long position = 4, rows = 0, waiting = 0;
        await foreach (object?[] cells in table.Rows.WithCancellation(cancellationToken).ConfigureAwait(false))
        {
            // Rows that are there at once may never look at the token.
            cancellationToken.ThrowIfCancellationRequested();
            waiting++;
            for (int index = 0; index < columns.Length; index++)
            {
                columns[index].Add(cells[index], rows + waiting);
            }

            if (columns.Sum(column => column.Buffered) >= RowGroupSize)
            {
                await EndGroupAsync().ConfigureAwait(false);
            }
        }

        if (waiting > 0)
        {
            await EndGroupAsync().ConfigureAwait(false);
        }

        await output.WriteAsync(Foot(columns, groups, rows), cancellationToken).ConfigureAwait(false);

        async Task EndGroupAsync()
        {
            List<ParquetChunk> chunks = new(columns.Length);
            foreach (ParquetColumn column in columns)
            {
                ParquetChunk chunk = await column.FlushAsync(output, position, cancellationToken).ConfigureAwait(false);
                position += chunk.CompressedSize;
                chunks.Add(chunk);
            }

            groups.Add(new ParquetRowGroup(waiting, chunks));
            rows += waiting;
            waiting = 0;
        }
    }

    // FileMetaData, its length, and the mark of the format once more.
    private static ReadOnlyMemory<byte> Foot(ParquetColumn[] columns, List<ParquetRowGroup> groups, long rows)
    {
        ArrayBufferWriter<byte> foot = new();
        new ThriftWriter(foot).Struct(file =>
        {
            file.Field(1, FormatVersion);
            file.List<ParquetColumn?>(2, [null, .. columns], (element, column) => WriteElement(element, column, columns.Length));
            file.Field(3, rows);
            file.List(4, groups, (item, group) => group.WriteTo(item));
            file.Field(6, "Prefect.Gcp");
        });
        int length = foot.WrittenCount;
        BinaryPrimitives.WriteInt32LittleEndian(foot.GetSpan(sizeof(int)), length);
        foot.Advance(sizeof(int));
        foot.Write("PAR1"u8);
        return foot.WrittenMemory;
    }

    // SchemaElement: the root first, which holds the number of columns only.
    private static void WriteElement(ThriftWriter element, ParquetColumn? column, int count)
    {
        if (column is null)
        {
            element.Field(4, "schema");
            element.Field(5, count);
            return;
        }

        const int Optional = 1;
        ParquetType type = column.Type;
        element.Field(1, (int)type.Physical);
        bool isDecimal = type.Physical is ParquetPhysicalType.FixedLengthByteArray;
        if (isDecimal)
        {
            element.Field(2, ParquetType.DecimalLength);
        }

        element.Field(3, Optional);
        element.Field(4, column.Column.Name);
        if (type.Converted is int converted)
        {
            element.Field(6, converted);
        }

        if (isDecimal)
        {
            element.Field(7, ParquetType.DecimalScale);
            element.Field(8, ParquetType.DecimalPrecision);
        }

        if (type.Logical is { } logical)
        {
            element.Field(10, logical);
        }
    }
}
