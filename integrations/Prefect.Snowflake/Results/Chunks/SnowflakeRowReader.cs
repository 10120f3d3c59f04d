using System.Buffers;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>Reads the rows of a chunk, one after another.</summary>
internal sealed class SnowflakeRowReader(SnowflakeColumns columns, SnowflakeDecoder[] decoders)
{
    private readonly SnowflakeCell[] _cells = new SnowflakeCell[decoders.Length];
    private SnowflakeChunk? _chunk;
    private SnowflakeRowScanner _scanner;

    /// <summary>Goes to the rows of another chunk; those before it are let go of.</summary>
    public void Open(SnowflakeChunk? chunk)
    {
        _chunk?.Dispose();
        _chunk = chunk;
        _scanner = default;
    }

    /// <exception cref="FormatException">The rows are not what the service writes.</exception>
    public bool Next() => _chunk is not null && _scanner.Next(_chunk.Text, _cells);

    public bool IsNull(int column) => _cells[column].IsNull;

    /// <exception cref="FormatException">A value is none of the column's type.</exception>
    public object? Value(int column)
    {
        SnowflakeCell cell = _cells[column];
        if (cell.IsNull || _chunk is null)
        {
            return null;
        }

        try
        {
            return cell.IsEscaped
                ? Escaped(decoders[column], _chunk.Text.Slice(cell.Start - 1, cell.Length + 2))
                : decoders[column].Decode(_chunk.Text.Slice(cell.Start, cell.Length));
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or JsonException or InvalidOperationException)
        {
            throw new FormatException($"The value of the column '{columns.List[column].Name}' cannot be read. {exception.Message}", exception);
        }
    }

    public object?[] Values()
    {
        object?[] values = new object?[_cells.Length];
        for (int column = 0; column < values.Length; column++)
        {
            values[column] = Value(column);
        }

        return values;
    }

    private static object Escaped(SnowflakeDecoder decoder, ReadOnlySpan<byte> quoted)
    {
        Utf8JsonReader reader = new(quoted);
        reader.Read();
        if (decoder is TextDecoder)
        {
            return reader.GetString()!;
        }

        byte[] buffer = ArrayPool<byte>.Shared.Rent(quoted.Length);
        try
        {
            return decoder.Decode(buffer.AsSpan(0, reader.CopyString(buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
