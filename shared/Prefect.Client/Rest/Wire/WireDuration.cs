using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>Spans of time as Prefect writes them: seconds, with a fraction.</summary>
internal sealed class WireDuration : JsonConverter<TimeSpan>
{
    public override TimeSpan Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is not JsonTokenType.Number || !reader.TryGetDouble(out double seconds))
        {
            throw new JsonException("This is no number of seconds.");
        }

        double limit = TimeSpan.MaxValue.TotalSeconds / 2;
        return TimeSpan.FromTicks((long)Math.Round(Math.Clamp(seconds, -limit, limit) * TimeSpan.TicksPerSecond));
    }

    public override void Write(Utf8JsonWriter writer, TimeSpan value, JsonSerializerOptions options) => writer.WriteNumberValue(value.TotalSeconds);
}
