namespace Prefect.Client.Toml;

internal sealed partial class TomlReader
{
    private TomlNode ReadValue()
    {
        int line = LineHere();
        switch (Current)
        {
            case '"' or '\'':
                return new TomlScalar(TomlKind.Text, ReadString(), line);
            case '[':
                return ReadArray(line);
            case '{':
                return ReadInlineTable(line);
            default:
                return ReadBareValue(line);
        }
    }

    private TomlScalar ReadBareValue(int line)
    {
        int start = _position;
        while (IsBare(Current))
        {
            _position++;
        }

        SkipIntoTimeOfDay(start);
        ReadOnlySpan<char> word = _text.AsSpan(start, _position - start);
        if (word.IsEmpty)
        {
            throw Fail($"expected a value, found {Shown()}", start);
        }

        return word switch
        {
            "true" => new TomlScalar(TomlKind.Boolean, true, line),
            "false" => new TomlScalar(TomlKind.Boolean, false, line),
            _ => TomlNumbers.TryRead(word, line) ?? TomlDates.TryRead(word, line)
                ?? throw Fail("this is no number, date, true or false; text needs quotes", start),
        };
    }

    /// <summary>A date and a time of day may stand apart by one space.</summary>
    private void SkipIntoTimeOfDay(int start)
    {
        bool isDate = _position - start == 10 && _text[start + 4] == '-';
        if (!isDate || Current != ' ' || !char.IsAsciiDigit(Peek(1)))
        {
            return;
        }

        _position++;
        while (IsBare(Current))
        {
            _position++;
        }
    }

    private static bool IsBare(char c) => char.IsAsciiLetterOrDigit(c) || c is '+' or '-' or '.' or ':' or '_';

    private TomlArray ReadArray(int line)
    {
        int start = _position++;
        TomlArray array = new(line, isOfTables: false);
        Enter(start);
        SkipBlankLines();
        while (Current != ']')
        {
            array.Items.Add(ReadValue());
            SkipBlankLines();
            if (Current != ',')
            {
                break;
            }

            _position++;
            SkipBlankLines();
        }

        Expect(']', "or ',' in the array");
        _depth--;
        return array;
    }

    private TomlTable ReadInlineTable(int line)
    {
        int start = _position++;
        TomlTable table = new(line, TomlTableOrigin.Inline);
        Enter(start);
        SkipSpaces();
        if (Current != '}')
        {
            ReadKeyValue(table);
            SkipSpaces();
            while (Current == ',')
            {
                _position++;
                SkipSpaces();
                ReadKeyValue(table);
                SkipSpaces();
            }
        }

        Expect('}', "or ',' in the inline table");
        _depth--;
        return table;
    }

    private void Enter(int start)
    {
        if (++_depth > MaxDepth)
        {
            throw Fail($"values are nested more than {MaxDepth} deep", start);
        }
    }
}
