using System.Collections;
using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Snowflake;

/// <summary>Gives values as other types, where nothing is lost by it.</summary>
internal static class SnowflakeConversion
{
    private const string Moment = "yyyy-MM-dd HH:mm:ss.FFFFFFF zzz";

    /// <summary>Converts a value; null where it can be none of the type.</summary>
    /// <exception cref="OverflowException">It is too large for the type.</exception>
    public static object? To(object value, Type type)
    {
        if (type == typeof(string))
        {
            return TextOf(value);
        }

        return value switch
        {
            long or decimal or double or BigInteger or SnowflakeNumber => Number(value, type),
            DateOnly day when type == typeof(DateTime) => day.ToDateTime(TimeOnly.MinValue),
            TimeOnly time when type == typeof(TimeSpan) => time.ToTimeSpan(),
            DateTime wall when type == typeof(DateOnly) && wall.TimeOfDay == TimeSpan.Zero => DateOnly.FromDateTime(wall),
            DateTimeOffset moment when type == typeof(DateTime) => moment.DateTime,
            string text => Text(text, type),
            _ => null,
        };
    }

    private static object? Number(object value, Type type)
    {
        if (type == typeof(SnowflakeNumber))
        {
            return value is BigInteger big ? new SnowflakeNumber(big) : value is double ? null : SnowflakeNumber.Parse(TextOf(value)!);
        }

        if (type == typeof(BigInteger))
        {
            return value is long number ? (BigInteger)number : null;
        }

        if (value is SnowflakeNumber large)
        {
            return type == typeof(decimal) ? large.ToDecimal() : type == typeof(double) ? (double)large : null;
        }

        if (value is BigInteger integer)
        {
            return type == typeof(decimal) ? (decimal)integer : type == typeof(double) ? (double)integer : throw new OverflowException("The number is too large for the type.");
        }

        return Plain((IConvertible)value, type);
    }

    private static object? Plain(IConvertible value, Type type)
    {
        TypeCode code = Type.GetTypeCode(type);
        bool isWhole = code is >= TypeCode.SByte and <= TypeCode.UInt64;
        bool isNumber = isWhole || code is TypeCode.Single or TypeCode.Double or TypeCode.Decimal;
        if (!isNumber || type.IsEnum)
        {
            return null;
        }

        // Digits behind the point would be lost.
        bool losesDigits = isWhole && value switch
        {
            decimal number => number != decimal.Truncate(number),
            double number => double.Truncate(number) != number,
            _ => false,
        };
        return losesDigits ? null : value.ToType(type, CultureInfo.InvariantCulture);
    }

    private static object? Text(string text, Type type)
    {
        if (type == typeof(Guid))
        {
            return Guid.TryParse(text, out Guid id) ? id : null;
        }

        try
        {
            return type switch
            {
                _ when type == typeof(JsonElement) => JsonElement.Parse(text),
                _ when type == typeof(JsonDocument) => JsonDocument.Parse(text),
                _ when type == typeof(JsonNode) => JsonNode.Parse(text),
                _ when type == typeof(JsonObject) => JsonNode.Parse(text) as JsonObject,
                _ when type == typeof(JsonArray) => JsonNode.Parse(text) as JsonArray,
                _ => null,
            };
        }
        catch (JsonException exception)
        {
            throw new InvalidCastException("The value is no JSON.", exception);
        }
    }

    private static string? TextOf(object value) => value switch
    {
        byte[] bytes => Convert.ToHexString(bytes),
        DateOnly day => day.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        TimeOnly time => time.ToString("HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTime wall => wall.ToString("yyyy-MM-dd HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture),
        DateTimeOffset moment => moment.ToString(Moment, CultureInfo.InvariantCulture),
        bool flag => flag ? "true" : "false",
        SnowflakeNumber number => number.ToString(),
        IFormattable formattable => formattable.ToString(null, CultureInfo.InvariantCulture),
        IEnumerable and not string => null,
        _ => value.ToString(),
    };
}
