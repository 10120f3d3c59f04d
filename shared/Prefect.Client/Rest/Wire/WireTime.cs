using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Client;

/// <summary>
/// Times as Prefect writes them: UTC with microseconds. Read is what Python may write as well: a blank for the T, any offset, none
/// (then it is UTC), or seconds since 1970.
/// </summary>
internal sealed class WireTime : JsonConverter<DateTimeOffset>
{
    private const double LargestSeconds = 253_402_300_799;
    private const double SmallestSeconds = -62_135_596_800;

    public static string Text(DateTimeOffset time) => time.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.ffffff'Z'", CultureInfo.InvariantCulture);

    public override DateTimeOffset Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        if (reader.TokenType is JsonTokenType.Number && reader.TryGetDouble(out double seconds) && seconds is >= SmallestSeconds and <= LargestSeconds)
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)Math.Round(seconds * 1_000_000) * TimeSpan.TicksPerMicrosecond);
        }

        return reader.TokenType is JsonTokenType.String
            && DateTimeOffset.TryParse(reader.GetString(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal, out DateTimeOffset time)
            ? time
            : throw new JsonException("This is no time.");
    }

    public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options) => writer.WriteStringValue(Text(value));
}
