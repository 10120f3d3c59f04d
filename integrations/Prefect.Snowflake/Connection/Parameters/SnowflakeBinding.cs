using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>A parameter as the service takes it: its type, and a text for its value, or one for each row.</summary>
internal sealed record SnowflakeBinding(string Type, string? Value)
{
    /// <summary>Values of many rows; null where there is one.</summary>
    public IReadOnlyList<string?>? Rows { get; init; }

    public void Write(Utf8JsonWriter json)
    {
        json.WriteStartObject();
        json.WriteString("type", Type);
        if (Rows is null)
        {
            json.WriteString("value", Value);
        }
        else
        {
            json.WriteStartArray("value");
            foreach (string? value in Rows)
            {
                json.WriteStringValue(value);
            }

            json.WriteEndArray();
        }

        json.WriteEndObject();
    }

    /// <summary>Gives the type; the value may be nobody's business.</summary>
    public override string ToString() => $"SnowflakeBinding {{ Type = {Type} }}";
}
