using System.Collections.Frozen;

namespace Prefect.Snowflake;

/// <summary>Finds the decoder of a column.</summary>
internal static class SnowflakeDecoders
{
    private static readonly FrozenDictionary<SnowflakeType, SnowflakeDecoder> s_simple = new Dictionary<SnowflakeType, SnowflakeDecoder>
    {
        [SnowflakeType.Float] = new FloatDecoder(),
        [SnowflakeType.DecFloat] = new DecFloatDecoder(),
        [SnowflakeType.Boolean] = new BooleanDecoder(),
        [SnowflakeType.Date] = new DateDecoder(),
        [SnowflakeType.Time] = new TimeDecoder(),
        [SnowflakeType.TimestampNtz] = new TimestampNtzDecoder(),
        [SnowflakeType.TimestampTz] = new TimestampTzDecoder(),
        [SnowflakeType.Binary] = new BinaryDecoder(),
        [SnowflakeType.IntervalDayTime] = new IntervalDayTimeDecoder(),
    }.ToFrozenDictionary();

    private static readonly SnowflakeDecoder s_text = new TextDecoder();
    private static readonly SnowflakeDecoder s_integer = new IntegerDecoder();
    private static readonly SnowflakeDecoder s_decimal = new DecimalDecoder();

    /// <summary>Gives the decoder of a column.</summary>
    /// <param name="column">The column.</param>
    /// <param name="zone">Time zone of the session.</param>
    public static SnowflakeDecoder Of(SnowflakeColumn column, TimeZoneInfo zone) => column.Type switch
    {
        SnowflakeType.Number => column.Scale is > 0 ? s_decimal : s_integer,
        SnowflakeType.TimestampLtz => new TimestampLtzDecoder(zone),
        SnowflakeType.Vector => new VectorDecoder(column.ElementType),
        SnowflakeType.IntervalYearMonth => new IntervalYearMonthDecoder(column.Scale ?? 0),
        _ => s_simple.GetValueOrDefault(column.Type, s_text),
    };
}
