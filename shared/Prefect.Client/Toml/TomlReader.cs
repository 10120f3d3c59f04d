using System.Globalization;

namespace Prefect.Client.Toml;

/// <summary>Reads TOML 1.0. Whatever the input, it answers with a table or a <see cref="TomlException"/>.</summary>
internal sealed partial class TomlReader
{
    private const int MaxDepth = 128;

    private readonly string _text;
    private int _position;
    private int _depth;

    private TomlReader(string text) => _text = text;

    private char Current => _position < _text.Length ? _text[_position] : '\0';

    private bool AtEnd => _position >= _text.Length;

    public static TomlTable Read(string text)
    {
        TomlReader reader = new(text);
        return reader.ReadDocument();
    }

    private TomlTable ReadDocument()
    {
        TomlTable root = new(1, TomlTableOrigin.Header);
        TomlTable section = root;
        if (Current == '\uFEFF')
        {
            _position++;
        }

        while (true)
        {
            SkipBlankLines();
            if (AtEnd)
            {
                return root;
            }

            if (Current == '[')
            {
                section = ReadHeader(root);
            }
            else
            {
                ReadKeyValue(section);
            }

            EndLine();
        }
    }

    private void SkipBlankLines()
    {
        do
        {
            SkipSpaces();
            SkipComment();
        }
        while (TrySkipNewLine());
    }

    private void SkipSpaces()
    {
        while (Current is ' ' or '\t')
        {
            _position++;
        }
    }

    private void SkipComment()
    {
        if (Current != '#')
        {
            return;
        }

        while (!AtEnd && !AtNewLine())
        {
            GuardCharacter("a comment");
            _position++;
        }
    }

    private bool AtNewLine() => Current == '\n' || (Current == '\r' && Peek(1) == '\n');

    private bool TrySkipNewLine()
    {
        if (!AtNewLine())
        {
            return false;
        }

        _position += Current == '\r' ? 2 : 1;
        return true;
    }

    private void EndLine()
    {
        SkipSpaces();
        SkipComment();
        if (!AtEnd && !TrySkipNewLine())
        {
            throw Fail($"expected the end of the line, found {Shown()}");
        }
    }

    private char Peek(int offset) => _position + offset < _text.Length ? _text[_position + offset] : '\0';

    private void Expect(char wanted, string where)
    {
        if (AtEnd || Current != wanted)
        {
            throw Fail($"expected '{wanted}' {where}, found {Shown()}");
        }

        _position++;
    }

    private void GuardCharacter(string place)
    {
        char found = Current;
        if ((found < ' ' && found != '\t') || found == '\u007F')
        {
            throw Fail($"the control character U+{(int)found:X4} is not allowed in {place}");
        }

        if (char.IsSurrogate(found) && !IsPaired())
        {
            throw Fail($"half a character (U+{(int)found:X4}) in {place}");
        }
    }

    private bool IsPaired() => char.IsHighSurrogate(Current)
        ? char.IsLowSurrogate(Peek(1))
        : _position > 0 && char.IsHighSurrogate(_text[_position - 1]);

    private string Shown() => AtEnd ? "the end of the file" : Current switch
    {
        '\n' or '\r' => "the end of the line",
        < ' ' or '\u007F' => string.Create(CultureInfo.InvariantCulture, $"U+{(int)Current:X4}"),
        _ => $"'{Current}'",
    };

    private TomlException Fail(string problem) => Fail(problem, _position);

    private TomlException Fail(string problem, int position)
    {
        ReadOnlySpan<char> before = _text.AsSpan(0, Math.Min(position, _text.Length));
        return new TomlException(problem, before.Count('\n') + 1, before.Length - (before.LastIndexOf('\n') + 1) + 1);
    }
}
