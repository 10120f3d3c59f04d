using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>Writes values as the service takes them in parameters.</summary>
internal static class SnowflakeEncoding
{
    private const string Text = "TEXT";
    private const string Fixed = "FIXED";

    /// <summary>Writes a value.</summary>
    /// <param name="value">The value.</param>
    /// <param name="name">Its name, for errors.</param>
    /// <exception cref="ArgumentException">The value is of no type that Snowflake has, or not of the type that is said.</exception>
    public static SnowflakeBinding Encode(object? value, string name) => value switch
    {
        // Whatever the place is for, an unknown text can be there.
        null or DBNull => new SnowflakeBinding(Text, null),
        SnowflakeValue typed => Typed(typed, name),
        bool flag => new SnowflakeBinding("BOOLEAN", flag ? "true" : "false"),
        sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or BigInteger or decimal =>
            new SnowflakeBinding(Fixed, ((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
        SnowflakeNumber number => new SnowflakeBinding(Fixed, number.ToString()),
        double number => new SnowflakeBinding("REAL", Float(number)),
        float number => new SnowflakeBinding("REAL", float.IsFinite(number) ? number.ToString("R", CultureInfo.InvariantCulture) : Float(number)),
        Half number => new SnowflakeBinding("REAL", Float((double)number)),
        string text => new SnowflakeBinding(Text, text),
        Uri address => new SnowflakeBinding(Text, address.OriginalString),
        char or Guid or Enum => new SnowflakeBinding(Text, value.ToString()),
        byte[] bytes => new SnowflakeBinding("BINARY", Convert.ToHexStringLower(bytes)),
        ReadOnlyMemory<byte> bytes => new SnowflakeBinding("BINARY", Convert.ToHexStringLower(bytes.Span)),
        Memory<byte> bytes => new SnowflakeBinding("BINARY", Convert.ToHexStringLower(bytes.Span)),
        DateOnly day => new SnowflakeBinding("DATE", Days(day)),
        TimeOnly time => new SnowflakeBinding("TIME", Nanoseconds(time.Ticks)),
        TimeSpan time => new SnowflakeBinding("TIME", TimeOf(time, name)),
        DateTime { Kind: DateTimeKind.Unspecified } wall => new SnowflakeBinding("TIMESTAMP_NTZ", SinceEpoch(wall.Ticks)),
        DateTime moment => new SnowflakeBinding("TIMESTAMP_TZ", WithOffset(new DateTimeOffset(moment))),
        DateTimeOffset moment => new SnowflakeBinding("TIMESTAMP_TZ", WithOffset(moment)),
        JsonElement or JsonNode => new SnowflakeBinding(Text, Json(value)),
        JsonDocument document => new SnowflakeBinding(Text, document.RootElement.GetRawText()),
        _ => throw new ArgumentException($"The parameter '{name}' is a {value.GetType().Name}, which Snowflake has no type for.", nameof(value)),
    };

    private static SnowflakeBinding Typed(SnowflakeValue typed, string name)
    {
        string type = TypeOf(typed.Type, name);
        SnowflakeBinding plain = Encode(typed.Value is SnowflakeValue ? throw Wrong(name, typed) : typed.Value, name);
        return typed switch
        {
            { Value: null or DBNull } => plain with { Type = type },
            _ when plain.Type == type => plain,
            { Type: SnowflakeType.TimestampLtz, Value: DateTimeOffset moment } => new SnowflakeBinding(type, SinceEpoch(moment.UtcTicks)),
            { Type: SnowflakeType.TimestampLtz, Value: DateTime { Kind: not DateTimeKind.Unspecified } moment } =>
                new SnowflakeBinding(type, SinceEpoch(moment.ToUniversalTime().Ticks)),
            { Type: SnowflakeType.TimestampNtz, Value: DateTime wall } => new SnowflakeBinding(type, SinceEpoch(wall.Ticks)),
            { Type: SnowflakeType.Date, Value: DateTime day } => new SnowflakeBinding(type, Days(DateOnly.FromDateTime(day))),
            { Type: SnowflakeType.Time, Value: DateTime time } => new SnowflakeBinding(type, Nanoseconds(time.TimeOfDay.Ticks)),

            // The text of a number, a truth value or anything else is taken by the service itself.
            _ when type is Text || plain.Type is Text or Fixed && type is Fixed or "REAL" => plain with { Type = type },
            _ => throw Wrong(name, typed),
        };
    }

    private static string TypeOf(SnowflakeType type, string name) => type switch
    {
        SnowflakeType.Number => Fixed,
        SnowflakeType.Float => "REAL",
        SnowflakeType.Boolean => "BOOLEAN",
        SnowflakeType.Date => "DATE",
        SnowflakeType.Time => "TIME",
        SnowflakeType.TimestampNtz => "TIMESTAMP_NTZ",
        SnowflakeType.TimestampLtz => "TIMESTAMP_LTZ",
        SnowflakeType.TimestampTz => "TIMESTAMP_TZ",
        SnowflakeType.Binary => "BINARY",
        SnowflakeType.Unknown => throw new ArgumentException($"The parameter '{name}' has no type.", nameof(type)),
        _ => Text,
    };

    private static ArgumentException Wrong(string name, SnowflakeValue typed) =>
        new($"The parameter '{name}' is to be {typed.Type}, and is a {typed.Value?.GetType().Name}.", nameof(typed));

    private static string Float(double number) => number switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "inf",
        double.NegativeInfinity => "-inf",
        _ => number.ToString("R", CultureInfo.InvariantCulture),
    };

    private static string Json(object value) => value is JsonElement element ? element.GetRawText() : ((JsonNode)value).ToJsonString();

    // In milliseconds, though it is a day.
    private static string Days(DateOnly day) =>
        ((day.DayNumber - DateOnly.FromDateTime(DateTime.UnixEpoch).DayNumber) * 86_400_000L).ToString(CultureInfo.InvariantCulture);

    private static string TimeOf(TimeSpan time, string name) => time >= TimeSpan.Zero && time < TimeSpan.FromDays(1)
        ? Nanoseconds(time.Ticks)
        : throw new ArgumentException($"The parameter '{name}' is no time of a day: a TimeSpan from midnight, of less than 24 hours, is one.", nameof(time));

    private static string WithOffset(DateTimeOffset moment) =>
        string.Create(CultureInfo.InvariantCulture, $"{SinceEpoch(moment.UtcTicks)} {(int)moment.Offset.TotalMinutes + 1440}");

    private static string SinceEpoch(long ticks) => Nanoseconds(ticks - DateTime.UnixEpoch.Ticks);

    // A hundred of them is a tick: a long does not hold as many as there are.
    private static string Nanoseconds(long ticks) => ticks == 0 ? "0" : string.Create(CultureInfo.InvariantCulture, $"{ticks}00");
}
