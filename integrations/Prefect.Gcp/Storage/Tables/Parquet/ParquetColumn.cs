using System.Buffers;
using System.Globalization;
using System.IO.Compression;
using IronSnappy;

namespace Prefect.Gcp;

/// <summary>Collects one column of the current row group as pages.</summary>
internal sealed class ParquetColumn(TableColumn column, ParquetCodec codec)
{
    private const int PageSize = 1024 * 1024;
    private const int PageRows = 64 * 1024;

    private readonly ParquetBits _present = new();
    private readonly ParquetBits _booleans = new();
    private readonly ArrayBufferWriter<byte> _values = new();
    private readonly ArrayBufferWriter<byte> _page = new();
    private readonly ArrayBufferWriter<byte> _chunk = new();
    private long _uncompressed;
    private long _rows;
    private long _nulls;

    public TableColumn Column { get; } = column;

    public ParquetType Type { get; } = ParquetType.Of(column.Type);

    /// <summary>Bytes that wait in memory for the end of the row group.</summary>
    public long Buffered => _chunk.WrittenCount + _values.WrittenCount;

    /// <exception cref="ArgumentException">The value is not of the column's type, or cannot be kept.</exception>
    public void Add(object? value, long row)
    {
        _present.Add(value is not null);
        if (value is null)
        {
            _nulls++;
        }
        else
        {
            Append(value, row);
        }

        if (_values.WrittenCount >= PageSize || _present.Count >= PageRows)
        {
            EndPage();
        }
    }

    /// <summary>Ends the row group: writes what was collected, and starts anew.</summary>
    public async Task<ParquetChunk> FlushAsync(Stream output, long position, CancellationToken cancellationToken)
    {
        EndPage();
        await output.WriteAsync(_chunk.WrittenMemory, cancellationToken).ConfigureAwait(false);
        ParquetChunk chunk = new(Column.Name, Type.Physical, codec, position, _rows, _nulls, _uncompressed, _chunk.WrittenCount);
        _chunk.ResetWrittenCount();
        (_uncompressed, _rows, _nulls) = (0, 0, 0);
        return chunk;
    }

    private void Append(object value, long row)
    {
        try
        {
            object fitting = value.GetType() == Column.Type ? value
                : TableCell.IsKeptBy(Column.Type, value.GetType()) ? Convert.ChangeType(value, Column.Type, CultureInfo.InvariantCulture)
                : throw new InvalidCastException("a column of Parquet has one type.");
            if (fitting is bool truth)
            {
                _booleans.Add(truth);
            }
            else
            {
                Type.Encode(fitting, _values);
            }
        }
        catch (Exception exception) when (exception is ArgumentException or InvalidCastException or OverflowException or FormatException)
        {
            throw BadTable.Because($"Row {row} has a {value.GetType().Name} in column '{Column.Name}' of {Column.Type.Name} that cannot be written: {exception.Message}", exception);
        }
    }

    private void EndPage()
    {
        if (_present.Count == 0)
        {
            return;
        }

        _present.WriteRunTo(_page);
        _booleans.WriteTo(_page);
        _page.Write(_values.WrittenSpan);
        ReadOnlyMemory<byte> compressed = Compress(_page.WrittenMemory);
        int before = _chunk.WrittenCount;
        WriteHead(compressed.Length);
        _uncompressed += _chunk.WrittenCount - before + _page.WrittenCount;
        _chunk.Write(compressed.Span);
        _rows += _present.Count;
        _present.Clear();
        _booleans.Clear();
        _values.ResetWrittenCount();
        _page.ResetWrittenCount();
    }

    // PageHeader: type DATA_PAGE, both sizes, and how values (PLAIN) and levels (RLE) are encoded.
    private void WriteHead(int compressedSize) => new ThriftWriter(_chunk).Struct(head =>
    {
        head.Field(1, 0);
        head.Field(2, _page.WrittenCount);
        head.Field(3, compressedSize);
        head.Field(5, data =>
        {
            data.Field(1, _present.Count);
            data.Field(2, ParquetEncoding.Plain);
            data.Field(3, ParquetEncoding.RunLength);
            data.Field(4, ParquetEncoding.RunLength);
        });
    });

    private ReadOnlyMemory<byte> Compress(ReadOnlyMemory<byte> page)
    {
        switch (codec)
        {
            case ParquetCodec.Snappy:
                return Snappy.Encode(page.Span);
            case ParquetCodec.Gzip:
                MemoryStream compressed = new();
                using (GZipStream gzip = new(compressed, CompressionLevel.Optimal, leaveOpen: true))
                {
                    gzip.Write(page.Span);
                }

                return compressed.GetBuffer().AsMemory(0, (int)compressed.Length);
            default:
                return page;
        }
    }
}
