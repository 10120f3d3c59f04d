using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Writes rows to insert.</summary>
internal static class BigQueryRecordWriter
{
    private const int DeepestNesting = 100;
    private const long LargestExact = 1L << 53;

    /// <exception cref="ArgumentException">A value is of a type that BigQuery has not.</exception>
    public static void Write(Utf8JsonWriter writer, IEnumerable<KeyValuePair<string, object?>> record, int depth = 0)
    {
        writer.WriteStartObject();
        foreach ((string name, object? value) in record)
        {
            writer.WritePropertyName(name);
            Write(writer, name, value, depth);
        }

        writer.WriteEndObject();
    }

    private static void Write(Utf8JsonWriter writer, string name, object? value, int depth)
    {
        if (depth > DeepestNesting)
        {
            throw new ArgumentException($"The column '{name}' of a record is nested more than {DeepestNesting} levels deep.", nameof(value));
        }

        switch (value)
        {
            case null:
                writer.WriteNullValue();
                break;
            case BigQueryValue typed:
                Write(writer, name, typed.Value, depth);
                break;
            case bool truth:
                writer.WriteBooleanValue(truth);
                break;
            case JsonNode json:
                json.WriteTo(writer);
                break;
            case JsonElement { ValueKind: not JsonValueKind.Undefined } json:
                json.WriteTo(writer);
                break;
            case JsonDocument json:
                json.WriteTo(writer);
                break;
            case IBigQueryRange range:
                Write(writer, [new("start", range.Start), new("end", range.End)], depth + 1);
                break;
            case BigQueryRow row:
                Write(writer, row.Fields.Select((field, index) => new KeyValuePair<string, object?>(field.Name, row[index])), depth + 1);
                break;
            case IReadOnlyDictionary<string, object?> members:
                Write(writer, members, depth + 1);
                break;
            case int or short or sbyte or uint or ushort or byte:
                writer.WriteNumberValue(Convert.ToInt64(value, CultureInfo.InvariantCulture));
                break;
            case double number when double.IsFinite(number):
                writer.WriteNumberValue(number);
                break;
            default:
                WriteTextOrArray(writer, name, value, depth);
                break;
        }
    }

    private static void WriteTextOrArray(Utf8JsonWriter writer, string name, object value, int depth)
    {
        if (value is long whole and > -LargestExact and < LargestExact)
        {
            writer.WriteNumberValue(whole);
        }
        else if (Text(value) is { } text)
        {
            writer.WriteStringValue(text);
        }
        else if (value is IEnumerable elements)
        {
            writer.WriteStartArray();
            foreach (object? element in elements)
            {
                Write(writer, name, element, depth + 1);
            }

            writer.WriteEndArray();
        }
        else
        {
            throw new ArgumentException($"The column '{name}' of a record holds a {value.GetType().Name}, which BigQuery has no type for.", nameof(value));
        }
    }

    private static string? Text(object value) => value switch
    {
        string text => text,
        char or Guid or Uri or Enum => value.ToString(),
        byte[] bytes => Convert.ToBase64String(bytes),
        ReadOnlyMemory<byte> bytes => Convert.ToBase64String(bytes.Span),
        Memory<byte> bytes => Convert.ToBase64String(bytes.Span),
        double number => BigQueryText.Of(number),
        float number => BigQueryText.Of((double)number),
        Half number => BigQueryText.Of((double)number),
        DateOnly day => BigQueryText.Of(day),
        TimeOnly time => BigQueryText.Of(time),
        DateTime { Kind: DateTimeKind.Unspecified } time => BigQueryText.Of(time),
        DateTime time => BigQueryText.Of(new DateTimeOffset(time.ToUniversalTime())),
        DateTimeOffset time => BigQueryText.Of(time),
        TimeSpan time => new BigQueryInterval(0, 0, time).ToString(),
        BigQueryInterval interval => interval.ToString(),
        long or ulong or decimal or BigQueryNumeric or BigInteger or Int128 or UInt128 => Convert.ToString(value, CultureInfo.InvariantCulture),
        _ => null,
    };
}
