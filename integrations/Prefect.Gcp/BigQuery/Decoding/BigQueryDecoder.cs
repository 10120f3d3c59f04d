using System.Text.Json;

namespace Prefect.Gcp;

/// <summary>Reads values of one type out of the service's cells.</summary>
internal abstract class BigQueryDecoder
{
    /// <summary>Reads the value that the reader stands on, which is not null.</summary>
    /// <exception cref="FormatException">It is none of the type.</exception>
    public abstract object Read(ref Utf8JsonReader reader);

    /// <summary>Reads the cells of an array, which the reader stands at the beginning of.</summary>
    /// <exception cref="FormatException">They are none of the type.</exception>
    public abstract Array ReadElements(ref Utf8JsonReader reader);

    /// <summary>Reads a cell, <c>{"v": …}</c>, which the reader stands at the beginning of.</summary>
    public object? ReadCell(ref Utf8JsonReader reader)
    {
        Expect(reader.TokenType == JsonTokenType.StartObject);
        object? value = null;
        while (reader.Read() && reader.TokenType == JsonTokenType.PropertyName)
        {
            bool isValue = reader.ValueTextEquals("v"u8);
            reader.Read();
            if (!isValue)
            {
                reader.Skip();
            }
            else if (reader.TokenType != JsonTokenType.Null)
            {
                value = Read(ref reader);
            }
        }

        return value;
    }

    /// <exception cref="FormatException">The answer has another form.</exception>
    protected static void Expect(bool isAsExpected)
    {
        if (!isAsExpected)
        {
            throw new FormatException("A row has a form that the schema does not lead to expect.");
        }
    }
}
