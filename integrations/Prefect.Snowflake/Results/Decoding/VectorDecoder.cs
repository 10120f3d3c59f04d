using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>Numbers in order, as JSON: whole ones or such of floating point.</summary>
internal sealed class VectorDecoder(SnowflakeType? element) : SnowflakeDecoder
{
    public override Type ValueType => IsOfIntegers ? typeof(int[]) : typeof(float[]);

    private bool IsOfIntegers => element is SnowflakeType.Number;

    public override object Decode(ReadOnlySpan<byte> text)
    {
        Utf8JsonReader reader = new(text);
        try
        {
            return IsOfIntegers ? Read(ref reader, static (ref value) => value.GetInt32()) : Read(ref reader, static (ref value) => value.GetSingle());
        }
        catch (Exception exception) when (exception is JsonException or FormatException or InvalidOperationException)
        {
            throw Wrong("VECTOR");
        }
    }

    private static T[] Read<T>(ref Utf8JsonReader reader, Element<T> read)
    {
        if (!reader.Read() || reader.TokenType != JsonTokenType.StartArray)
        {
            throw Wrong("VECTOR");
        }

        List<T> elements = [];
        while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
        {
            elements.Add(read(ref reader));
        }

        return [.. elements];
    }

    private delegate T Element<out T>(ref Utf8JsonReader value);
}
