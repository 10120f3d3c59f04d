using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.RegularExpressions;
using System.Xml;
using Prefect.Blocks;

namespace Prefect.Flows;

internal sealed partial class ValueBinder
{
    private bool TryScalar(object value, Type type, string path, out object? bound)
    {
        (bool isScalar, bound) = Scalar(value, type);
        return isScalar && bound is null
            ? throw new BindFailureException(path, ValueWords.Of(type), IsSecret(type) ? "another value" : GivenValue.Describe(value, path))
            : isScalar;
    }

    private (bool IsScalar, object? Value) Scalar(object value, Type type) => type switch
    {
        _ when type == typeof(string) => (true, Text(value)),
        _ when type == typeof(bool) => (true, Truth(value)),
        _ when ValueWords.IsWhole(type) => (true, Whole(value) is { } whole ? Narrow(whole, type) : null),
        _ when type == typeof(double) => (true, Number(value)),
        _ when type == typeof(float) => (true, (float?)Number(value)),
        _ when type == typeof(Half) => (true, (Half?)Number(value)),
        _ when type == typeof(decimal) => (true, Exact(value)),
        _ when type == typeof(DateTimeOffset) => (true, Moment(value)),
        _ when type == typeof(DateTime) => (true, Time(value)),
        _ when type == typeof(DateOnly) => (true, Date(value)),
        _ when type == typeof(TimeOnly) => (true, TimeOfDay(value)),
        _ when type == typeof(TimeSpan) => (true, Duration(value)),
        _ when type == typeof(Guid) => (true, value is string id && Guid.TryParse(id.StartsWith("urn:uuid:", StringComparison.Ordinal) ? id[9..] : id, out Guid guid) ? guid : null),
        _ when type == typeof(Uri) => (true, value is string address && Uri.TryCreate(address, UriKind.Absolute, out Uri? uri) ? uri : null),
        _ when type == typeof(Version) => (true, value is string numbers && Version.TryParse(numbers, out Version? version) ? version : null),
        _ when type == typeof(char) => (true, value is string { Length: 1 } character ? character[0] : null),
        _ when type == typeof(byte[]) && value is string bytes => (true, Encoding.UTF8.GetBytes(bytes)),
        _ when type == typeof(SecretString) => (true, value is string secret && !SecretMask.IsMask(secret) ? (object)new SecretString(secret) : null),
        _ when type == typeof(SecretBytes) => (true, value is string secret && !SecretMask.IsMask(secret) ? (object)new SecretBytes(Encoding.UTF8.GetBytes(secret)) : null),
        _ when type == typeof(SecretJson) => (true, new SecretJson(ParameterWriter.ToJson(value, SecretHandling.Reveal))),
        _ when type == typeof(SecretDictionary) => (true, value is Dictionary<string, object?> secrets ? Secrets(secrets) : null),
        _ => (false, null),
    };

    private static bool IsSecret(Type type) => type == typeof(SecretString) || type == typeof(SecretBytes) || type == typeof(SecretDictionary) || type == typeof(SecretJson);

    private static SecretDictionary Secrets(Dictionary<string, object?> members) =>
        new(members.Select(member => KeyValuePair.Create(member.Key, ParameterWriter.ToJson(member.Value, SecretHandling.Reveal))));

    private string? Text(object value) => value switch
    {
        string text => text,
        char character when !IsExact => character.ToString(),
        _ => null,
    };

    private object? Truth(object value) => IsExact ? value as bool? : value switch
    {
        bool flag => flag,
        string text => text.Trim().ToUpperInvariant() switch
        {
            "TRUE" or "T" or "YES" or "Y" or "ON" or "1" => true,
            "FALSE" or "F" or "NO" or "N" or "OFF" or "0" => false,
            _ => null,
        },
        _ => Whole(value) is { } number && (number.IsZero || number.IsOne) ? number.IsOne : null,
    };

    private BigInteger? Whole(object value)
    {
        if (ValueKinds.IsInteger(value))
        {
            return BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture);
        }

        string? text = value switch
        {
            JsonFraction fraction => fraction.Text,
            _ when IsExact => null,
            bool flag => flag ? "1" : "0",
            string given => given.Trim(),
            _ when ValueKinds.IsFraction(value) => Convert.ToString(value, CultureInfo.InvariantCulture),
            _ => null,
        };
        return text is not null && BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger whole) ? whole
            : decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) && decimal.IsInteger(exact) ? (BigInteger)exact
            : null;
    }

    private static object? Narrow(BigInteger number, Type type)
    {
        try
        {
            return type switch
            {
                _ when type == typeof(int) => (object)(int)number,
                _ when type == typeof(long) => (long)number,
                _ when type == typeof(short) => (short)number,
                _ when type == typeof(byte) => (byte)number,
                _ when type == typeof(uint) => (uint)number,
                _ when type == typeof(ulong) => (ulong)number,
                _ when type == typeof(ushort) => (ushort)number,
                _ when type == typeof(sbyte) => (sbyte)number,
                _ when type == typeof(nint) => (nint)number,
                _ when type == typeof(nuint) => (nuint)number,
                _ when type == typeof(Int128) => (Int128)number,
                _ when type == typeof(UInt128) => (UInt128)number,
                _ => number,
            };
        }
        catch (OverflowException)
        {
            return null;
        }
    }

    private double? Number(object value) => value switch
    {
        JsonFraction fraction => fraction.ToDouble(),
        BigInteger big => (double)big,
        _ when ValueKinds.IsInteger(value) || value is double or float or decimal => Convert.ToDouble(value, CultureInfo.InvariantCulture),
        Half half => (double)half,
        _ when IsExact => null,
        bool flag => flag ? 1 : 0,
        string text => text.Trim().ToUpperInvariant() switch
        {
            "NAN" => double.NaN,
            "INF" or "+INF" or "INFINITY" or "+INFINITY" => double.PositiveInfinity,
            "-INF" or "-INFINITY" => double.NegativeInfinity,
            var digits => double.TryParse(digits, NumberStyles.Float, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null,
        },
        _ => null,
    };

    private decimal? Exact(object value)
    {
        string? text = value switch
        {
            _ when ValueKinds.IsInteger(value) || value is JsonFraction || ValueKinds.IsFraction(value) => Convert.ToString(value, CultureInfo.InvariantCulture),
            string given when !IsExact => given.Trim(),
            bool flag when !IsExact => flag ? "1" : "0",
            _ => null,
        };
        return decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal exact) ? exact : null;
    }

    private DateTimeOffset? Moment(object value) => value switch
    {
        DateTime { Kind: DateTimeKind.Unspecified } time => new DateTimeOffset(time, TimeSpan.Zero),
        DateTime time => new DateTimeOffset(time),
        DateOnly date => new DateTimeOffset(date.ToDateTime(TimeOnly.MinValue), TimeSpan.Zero),
        string text when IsoDate.IsMatch(text.Trim()) =>
            DateTimeOffset.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset moment) ? moment : null,
        string text when !IsExact && double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out double seconds) => Unix(seconds),
        bool or string => null,
        _ => !IsExact && Number(value) is { } seconds ? Unix(seconds) : null,
    };

    private DateTime? Time(object value) => value switch
    {
        DateTimeOffset moment => moment.UtcDateTime,
        DateOnly date => date.ToDateTime(TimeOnly.MinValue),
        string text when IsoDate.IsMatch(text.Trim()) && !Offset.IsMatch(text.Trim()) =>
            DateTime.TryParse(text.Trim(), CultureInfo.InvariantCulture, DateTimeStyles.None, out DateTime time) ? time : null,
        _ => Moment(value)?.UtcDateTime,
    };

    private DateOnly? Date(object value) => value switch
    {
        string text when DateOnly.TryParseExact(text.Trim(), "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out DateOnly date) => date,
        _ => Moment(value) is { TimeOfDay.Ticks: 0 } moment ? DateOnly.FromDateTime(moment.DateTime) : null,
    };

    private TimeOnly? TimeOfDay(object value) => value switch
    {
        string text => TimeOnly.TryParseExact(text.Trim(), ["HH:mm", "HH:mm:ss", "HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None, out TimeOnly time) ? time : null,
        bool => null,
        _ => !IsExact && Number(value) is >= 0 and < 86_400 and var seconds ? TimeOnly.FromTimeSpan(TimeSpan.FromSeconds(seconds)) : null,
    };

    private TimeSpan? Duration(object value)
    {
        try
        {
            return value switch
            {
                string text when text.TrimStart('-', '+').StartsWith('P') => XmlConvert.ToTimeSpan(text.TrimStart('+')),
                string text when text.Contains(':', StringComparison.Ordinal) => TimeSpan.TryParse(text.Trim(), CultureInfo.InvariantCulture, out TimeSpan span) ? span : null,
                bool => null,
                _ => Number(value) is { } seconds ? TimeSpan.FromSeconds(seconds) : null,
            };
        }
        catch (Exception exception) when (exception is FormatException or OverflowException or ArgumentException)
        {
            return null;
        }
    }

    /// <summary>Seconds since 1970, or milliseconds where seconds would lie centuries away.</summary>
    private static DateTimeOffset? Unix(double seconds)
    {
        double milliseconds = Math.Abs(seconds) > 2e10 ? seconds : seconds * 1_000;
        return Math.Abs(milliseconds) < 6e13 ? DateTimeOffset.UnixEpoch.AddMilliseconds(milliseconds) : null;
    }

    private object Enumeration(object value, Type type, string path)
    {
        object? found = value switch
        {
            string text when EnumNames.Find(type, text.Trim()) is { } named => named,
            string text when type.IsDefined(typeof(FlagsAttribute), inherit: false) && Enum.TryParse(type, text, ignoreCase: true, out object? flags) => flags,
            string or bool => null,
            _ => Whole(value) is { } number && number >= long.MinValue && number <= long.MaxValue ? Enum.ToObject(type, (long)number) : null,
        };
        bool isKnown = found is not null && (Enum.IsDefined(type, found) || type.IsDefined(typeof(FlagsAttribute), inherit: false));
        return isKnown ? found! : throw Fail(path, ValueWords.Of(type), value);
    }

    [GeneratedRegex(@"\A\d{4}-\d{2}-\d{2}(?:\z|[T t]\d)", RegexOptions.CultureInvariant, matchTimeoutMilliseconds: 1000)]
    private static partial Regex IsoDate { get; }

    [GeneratedRegex(@"(?:[Zz]|[+-]\d{2}:?\d{2})\z", RegexOptions.CultureInvariant | RegexOptions.ExplicitCapture, matchTimeoutMilliseconds: 1000)]
    private static partial Regex Offset { get; }
}
