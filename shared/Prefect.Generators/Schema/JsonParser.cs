using System;
using System.Collections.Generic;
using System.Globalization;
using System.Text;

namespace Prefect.Schema;

/// <summary>Reads JSON as its standard has it: no comments, no trailing commas.</summary>
internal sealed class JsonParser
{
    private const int MaximumDepth = 200;

    private readonly string _text;
    private int _position;
    private int _depth;

    private JsonParser(string text) => _text = text;

    /// <exception cref="FormatException">The text is no JSON.</exception>
    public static JsonTree Parse(string text)
    {
        JsonParser parser = new(text);
        JsonTree value = parser.ReadValue();
        parser.SkipSpace();
        return parser._position == text.Length ? value : throw parser.Unexpected();
    }

    public static bool TryParse(string? text, out JsonTree value)
    {
        try
        {
            value = Parse(text ?? "");
            return true;
        }
        catch (FormatException)
        {
            value = JsonTree.Null;
            return false;
        }
    }

    private JsonTree ReadValue()
    {
        SkipSpace();
        switch (Peek())
        {
            case '{':
                return Nested(ReadObject);
            case '[':
                return Nested(ReadList);
            case '"':
                return JsonTree.Of(ReadText());
            case 't':
                return Keyword("true", JsonTree.True);
            case 'f':
                return Keyword("false", JsonTree.False);
            case 'n':
                return Keyword("null", JsonTree.Null);
            default:
                return ReadNumber();
        }
    }

    private JsonTree Nested(Func<JsonTree> read)
    {
        if (++_depth > MaximumDepth)
        {
            throw new FormatException("The JSON is nested too deeply.");
        }

        JsonTree value = read();
        _depth--;
        return value;
    }

    private JsonTree ReadObject()
    {
        List<KeyValuePair<string, JsonTree>> members = [];
        _position++;
        if (TakeIf('}'))
        {
            return JsonTree.Empty;
        }

        do
        {
            SkipSpace();
            string name = Peek() == '"' ? ReadText() : throw Unexpected();
            Take(':');
            members.Add(new KeyValuePair<string, JsonTree>(name, ReadValue()));
        }
        while (TakeIf(','));
        Take('}');
        return JsonTree.Object(members);
    }

    private JsonTree ReadList()
    {
        List<JsonTree> items = [];
        _position++;
        if (TakeIf(']'))
        {
            return JsonTree.List(items);
        }

        do
        {
            items.Add(ReadValue());
        }
        while (TakeIf(','));
        Take(']');
        return JsonTree.List(items);
    }

    private string ReadText()
    {
        StringBuilder text = new();
        _position++;
        while (true)
        {
            char c = Next();
            switch (c)
            {
                case '"':
                    return text.ToString();
                case '\\':
                    text.Append(ReadEscape());
                    break;
                case < ' ':
                    throw Unexpected();
                default:
                    text.Append(c);
                    break;
            }
        }
    }

    private char ReadEscape()
    {
        char c = Next();
        switch (c)
        {
            case '"' or '\\' or '/':
                return c;
            case 'b':
                return '\b';
            case 'f':
                return '\f';
            case 'n':
                return '\n';
            case 'r':
                return '\r';
            case 't':
                return '\t';
            case 'u' when _position + 4 <= _text.Length
                && ushort.TryParse(_text.Substring(_position, 4), NumberStyles.AllowHexSpecifier, CultureInfo.InvariantCulture, out ushort code):
                _position += 4;
                return (char)code;
            default:
                throw Unexpected();
        }
    }

    private JsonTree ReadNumber()
    {
        int start = _position;
        SkipIf('-');
        if (!SkipIf('0'))
        {
            SkipDigits();
        }

        if (SkipIf('.'))
        {
            SkipDigits();
        }

        if (SkipIf('e') || SkipIf('E'))
        {
            _ = SkipIf('+') || SkipIf('-');
            SkipDigits();
        }

        return JsonTree.Number(_text.Substring(start, _position - start));
    }

    private void SkipDigits()
    {
        int start = _position;
        while (Peek() is >= '0' and <= '9')
        {
            _position++;
        }

        if (_position == start)
        {
            throw Unexpected();
        }
    }

    private JsonTree Keyword(string word, JsonTree value)
    {
        if (string.CompareOrdinal(_text, _position, word, 0, word.Length) != 0)
        {
            throw Unexpected();
        }

        _position += word.Length;
        return value;
    }

    private bool SkipIf(char c)
    {
        if (Peek() != c)
        {
            return false;
        }

        _position++;
        return true;
    }

    private bool TakeIf(char c)
    {
        SkipSpace();
        return SkipIf(c);
    }

    private void Take(char c)
    {
        if (!TakeIf(c))
        {
            throw Unexpected();
        }
    }

    private void SkipSpace()
    {
        while (Peek() is ' ' or '\t' or '\r' or '\n')
        {
            _position++;
        }
    }

    private char Peek() => _position < _text.Length ? _text[_position] : '\0';

    private char Next() => _position < _text.Length ? _text[_position++] : throw Unexpected();

    private FormatException Unexpected() =>
        new("This is no JSON: unexpected " + (_position < _text.Length ? "'" + _text[_position] + "'" : "end")
            + " at character " + (_position + 1).ToString(CultureInfo.InvariantCulture) + ".");
}
