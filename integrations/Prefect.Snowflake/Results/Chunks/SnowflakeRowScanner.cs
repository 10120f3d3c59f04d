using System.Buffers;

namespace Prefect.Snowflake;

/// <summary>
/// Finds the values in rows: arrays of JSON, whose elements are texts or null, with commas between them. A part of a large result is
/// written so; brackets around all of it may be there.
/// </summary>
internal struct SnowflakeRowScanner
{
    private static readonly SearchValues<byte> s_endsOrEscapes = SearchValues.Create("\"\\"u8);
    private static readonly SearchValues<byte> s_endsOfToken = SearchValues.Create(",] \t\r\n"u8);

    private int _position;
    private bool _isStarted;
    private bool _isBracketed;

    /// <summary>Finds the values of the next row.</summary>
    /// <param name="text">All rows.</param>
    /// <param name="cells">Takes the values, one for each column.</param>
    /// <returns>False after the last row.</returns>
    /// <exception cref="FormatException">The rows are cut off, are no JSON, or have more or fewer values.</exception>
    public bool Next(ReadOnlySpan<byte> text, Span<SnowflakeCell> cells)
    {
        SkipTo(text);
        if (!_isStarted)
        {
            _isStarted = true;
            _isBracketed = IsBracketed(text);
            SkipTo(text);
        }

        if (_position < text.Length && text[_position] == (byte)',')
        {
            _position++;
            SkipTo(text);
        }

        if (_position >= text.Length)
        {
            return _isBracketed ? throw CutOff() : false;
        }

        if (_isBracketed && text[_position] == (byte)']')
        {
            return false;
        }

        Take(text, (byte)'[');
        for (int column = 0; column < cells.Length; column++)
        {
            if (column > 0)
            {
                Take(text, (byte)',');
            }

            cells[column] = Cell(text);
        }

        Take(text, (byte)']');
        return true;
    }

    private static FormatException CutOff() => new("The rows are cut off.");

    private static bool IsSpace(byte character) => character is (byte)' ' or (byte)'\n' or (byte)'\r' or (byte)'\t';

    private bool IsBracketed(ReadOnlySpan<byte> text)
    {
        int second = _position + 1;
        while (second < text.Length && IsSpace(text[second]))
        {
            second++;
        }

        if (second >= text.Length || text[_position] != (byte)'[' || text[second] is not ((byte)'[' or (byte)']'))
        {
            return false;
        }

        _position = second;
        return true;
    }

    private void SkipTo(ReadOnlySpan<byte> text)
    {
        while (_position < text.Length && IsSpace(text[_position]))
        {
            _position++;
        }
    }

    private void Take(ReadOnlySpan<byte> text, byte expected)
    {
        if (_position < text.Length && text[_position] != expected)
        {
            SkipTo(text);
        }

        if (_position >= text.Length)
        {
            throw CutOff();
        }

        if (text[_position] != expected)
        {
            throw new FormatException("A row is no JSON, or has not as many values as there are columns.");
        }

        _position++;
    }

    private SnowflakeCell Cell(ReadOnlySpan<byte> text)
    {
        SkipTo(text);
        if (_position >= text.Length)
        {
            throw CutOff();
        }

        return text[_position] == (byte)'"' ? Quoted(text) : Token(text);
    }

    private SnowflakeCell Quoted(ReadOnlySpan<byte> text)
    {
        int start = _position + 1;
        int end = start;
        bool isEscaped = false;
        while (true)
        {
            int found = text[end..].IndexOfAny(s_endsOrEscapes);
            if (found < 0)
            {
                throw CutOff();
            }

            end += found;
            if (text[end] == (byte)'"')
            {
                _position = end + 1;
                return new SnowflakeCell(start, end - start, isEscaped);
            }

            isEscaped = true;
            end = end + 2 <= text.Length ? end + 2 : throw CutOff();
        }
    }

    private SnowflakeCell Token(ReadOnlySpan<byte> text)
    {
        int start = _position;
        int length = text[start..].IndexOfAny(s_endsOfToken);
        if (length < 0)
        {
            throw CutOff();
        }

        _position += length;
        ReadOnlySpan<byte> token = text.Slice(start, length);
        return token switch
        {
            _ when token.SequenceEqual("null"u8) => SnowflakeCell.Null,
            _ when length > 0 && (char.IsAsciiLetterOrDigit((char)token[0]) || token[0] == (byte)'-') => new SnowflakeCell(start, length, false),
            _ => throw new FormatException("A row is no JSON, or has not as many values as there are columns."),
        };
    }
}
