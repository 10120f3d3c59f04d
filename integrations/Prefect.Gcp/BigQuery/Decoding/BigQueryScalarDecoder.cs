using System.Text;
using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>Reads values that the service sends as texts.</summary>
/// <param name="parse">Gives the value of a text.</param>
internal sealed class BigQueryScalarDecoder<T>(Func<string, T> parse) : BigQueryDecoder
    where T : notnull
{
    public override object Read(ref Utf8JsonReader reader) => ReadValue(ref reader);

    public override Array ReadElements(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartArray);
        List<T> elements = [];
        while (reader.Read() && reader.TokenType == JsonTokenType.StartObject)
        {
            elements.Add(ReadElement(ref reader));
        }

        return elements.ToArray();
    }

    private T ReadElement(ref Utf8JsonReader reader)
    {
        T? element = default;
        bool isThere = false;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isValue = reader.ValueTextEquals("v"u8);
            reader.Read();
            if (isValue)
            {
                element = ReadValue(ref reader);
                isThere = true;
            }
            else
            {
                reader.Skip();
            }
        }

        // Arrays of results hold no nulls: the service refuses queries that would give some.
        Expect(isThere);
        return element!;
    }

    private T ReadValue(ref Utf8JsonReader reader)
    {
        // Servers that stand in for the service send numbers and truth values as such.
        Expect(reader.TokenType is JsonTokenType.String or JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False);
        string text = reader.TokenType == JsonTokenType.String ? reader.GetString()! : Encoding.UTF8.GetString(reader.ValueSpan);
        try
        {
            return parse(text);
        }
        catch (Exception exception) when (exception is OverflowException or ArgumentException or JsonException)
        {
            throw new FormatException($"A value is none of the type {typeof(T).Name}.", exception);
        }
    }
}
