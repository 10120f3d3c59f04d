using System.Globalization;
using System.Text;

namespace Prefect.Client.Toml;

internal sealed partial class TomlReader
{
    private bool AtTriple(char quote) => Current == quote && Peek(1) == quote && Peek(2) == quote;

    private string ReadString()
    {
        char quote = Current;
        if (!AtTriple(quote))
        {
            return quote == '"' ? ReadBasicString() : ReadLiteralString();
        }

        return ReadMultilineString(quote);
    }

    private string ReadBasicString()
    {
        int start = _position++;
        StringBuilder content = new();
        while (Current != '"' || AtEnd)
        {
            GuardInsideLine(start);
            if (Current == '\\')
            {
                ReadEscape(content);
                continue;
            }

            content.Append(Current);
            _position++;
        }

        _position++;
        return content.ToString();
    }

    private string ReadLiteralString()
    {
        int start = _position++;
        while (Current != '\'' || AtEnd)
        {
            GuardInsideLine(start);
            _position++;
        }

        return _text[(start + 1)..(_position++)];
    }

    private void GuardInsideLine(int start)
    {
        if (AtEnd || AtNewLine())
        {
            throw Fail("this string is not closed on its line", start);
        }

        GuardCharacter("a string");
    }

    private string ReadMultilineString(char quote)
    {
        int start = _position;
        _position += 3;
        TrySkipNewLine();
        StringBuilder content = new();
        while (!AtTriple(quote))
        {
            if (AtEnd)
            {
                throw Fail("this multi-line string is never closed", start);
            }

            ReadMultilinePiece(quote, content);
        }

        _position += 3;
        for (int extra = 0; extra < 2 && Current == quote; extra++)
        {
            content.Append(quote);
            _position++;
        }

        return content.ToString();
    }

    private void ReadMultilinePiece(char quote, StringBuilder content)
    {
        if (TrySkipNewLine())
        {
            content.Append('\n');
            return;
        }

        if (quote == '"' && Current == '\\')
        {
            if (!TrySkipLineContinuation())
            {
                ReadEscape(content);
            }

            return;
        }

        GuardCharacter("a string");
        content.Append(Current);
        _position++;
    }

    private bool TrySkipLineContinuation()
    {
        int before = _position++;
        SkipSpaces();
        if (!TrySkipNewLine())
        {
            _position = before;
            return false;
        }

        do
        {
            SkipSpaces();
        }
        while (TrySkipNewLine());
        return true;
    }

    private void ReadEscape(StringBuilder content)
    {
        int start = _position;
        char escape = Peek(1);
        _position += 2;
        char? simple = escape switch
        {
            'b' => '\b',
            't' => '\t',
            'n' => '\n',
            'f' => '\f',
            'r' => '\r',
            '"' => '"',
            '\\' => '\\',
            _ => null,
        };
        if (simple is { } character)
        {
            content.Append(character);
            return;
        }

        int digits = escape switch { 'u' => 4, 'U' => 8, _ => 0 };
        if (digits == 0)
        {
            throw Fail(@"unknown escape in a string; a literal backslash is written \\, or use single quotes", start);
        }

        content.Append(ReadCodePoint(digits, start).ToString());
    }

    private Rune ReadCodePoint(int digits, int start)
    {
        if (_position + digits <= _text.Length
            && uint.TryParse(_text.AsSpan(_position, digits), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out uint code)
            && Rune.TryCreate(code, out Rune rune))
        {
            _position += digits;
            return rune;
        }

        throw Fail($"expected {digits} hexadecimal digits that name a Unicode character", start);
    }
}
