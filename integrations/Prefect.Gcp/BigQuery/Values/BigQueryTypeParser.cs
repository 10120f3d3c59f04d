namespace Prefect.Gcp;

/// <summary>Reads types as SQL has them.</summary>
internal sealed class BigQueryTypeParser(string text)
{
    private const int DeepestNesting = 15;

    private int _position;

    /// <exception cref="FormatException">The text is no type.</exception>
    /// <exception cref="ArgumentException">There is no type of such parts.</exception>
    public BigQueryType Parse()
    {
        BigQueryType type = ReadType(0);
        return Peek() == '\0' ? type : throw NoType();
    }

    private BigQueryType ReadType(int depth)
    {
        string name = ReadName();
        if (depth > DeepestNesting)
        {
            throw NoType();
        }

        return name.ToUpperInvariant() switch
        {
            "ARRAY" => BigQueryType.ArrayOf(ReadElement(depth)),
            "RANGE" => BigQueryType.RangeOf(ReadElement(depth)),
            "STRUCT" or "RECORD" => BigQueryType.StructOf(ReadFields(depth)),
            _ => BigQueryType.Find(name) ?? throw NoType(),
        };
    }

    private BigQueryType ReadElement(int depth)
    {
        Expect('<');
        BigQueryType element = ReadType(depth + 1);
        Expect('>');
        return element;
    }

    private List<BigQueryField> ReadFields(int depth)
    {
        List<BigQueryField> fields = [];
        Expect('<');
        do
        {
            fields.Add(ReadField(depth));
        }
        while (TryTake(','));
        Expect('>');
        return fields;
    }

    // The name of a field may be left out.
    private BigQueryField ReadField(int depth)
    {
        int start = _position;
        string name = ReadName();
        if (Peek() is '<' or ',' or '>')
        {
            _position = start;
            name = "";
        }

        return new BigQueryField(name, ReadType(depth + 1));
    }

    private string ReadName()
    {
        bool isQuoted = TryTake('`');
        Peek();
        int start = _position;
        while (_position < text.Length && (isQuoted ? text[_position] != '`' : char.IsLetterOrDigit(text[_position]) || text[_position] == '_'))
        {
            _position++;
        }

        string name = text[start.._position];
        if (isQuoted)
        {
            Expect('`');
        }

        return name.Length > 0 ? name : throw NoType();
    }

    private bool TryTake(char mark)
    {
        bool isThere = Peek() == mark;
        _position += isThere ? 1 : 0;
        return isThere;
    }

    private void Expect(char mark)
    {
        if (!TryTake(mark))
        {
            throw NoType();
        }
    }

    private char Peek()
    {
        while (_position < text.Length && char.IsWhiteSpace(text[_position]))
        {
            _position++;
        }

        return _position < text.Length ? text[_position] : '\0';
    }

    private FormatException NoType() => new(
        $"'{(text.Length > 100 ? text[..100] + "…" : text)}' is no type of BigQuery. Types are such as INT64, STRING, ARRAY<DATE> and STRUCT<a INT64, b STRING>; lengths and precisions are set on the field.");
}
