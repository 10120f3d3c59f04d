using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>Reads rows and structs, <c>{"f": [{"v": …}, …]}</c>.</summary>
internal sealed class BigQueryStructDecoder : BigQueryDecoder
{
    private readonly BigQueryColumns _columns;
    private readonly BigQueryDecoder[] _decoders;

    public BigQueryStructDecoder(IReadOnlyList<BigQueryField> fields)
    {
        _columns = new BigQueryColumns(fields);
        _decoders = [.. fields.Select(static field => BigQueryDecoders.Of(field.Type))];
    }

    public BigQueryColumns Columns => _columns;

    public override object Read(ref Utf8JsonReader reader) => ReadRow(ref reader);

    public override Array ReadElements(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        List<BigQueryRow> rows = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            rows.Add(ReadCell(ref reader) as BigQueryRow ?? throw new FormatException("An array of structs holds something else."));
        }

        return rows.ToArray();
    }

    /// <exception cref="FormatException">There are more or fewer cells than columns, or one does not fit its column.</exception>
    public BigQueryRow ReadRow(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject);
        object?[] values = new object?[_decoders.Length];
        int count = 0;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isFields = reader.ValueTextEquals("f"u8);
            reader.Read();
            if (isFields)
            {
                count = ReadCells(ref reader, values);
            }
            else
            {
                reader.Skip();
            }
        }

        Expect(count == values.Length);
        return new BigQueryRow(_columns, values);
    }

    private int ReadCells(ref Utf8JsonReader reader, object?[] values)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        int count = 0;
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            Expect(count < values.Length);
            values[count] = _decoders[count].ReadCell(ref reader);
            count++;
        }

        return count;
    }
}
