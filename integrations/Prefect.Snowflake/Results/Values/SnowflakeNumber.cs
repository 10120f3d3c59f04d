using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Prefect.Snowflake;

/// <summary>A decimal number of <c>NUMBER</c> or <c>DECFLOAT</c>, exact: a <see cref="decimal"/> does not hold all of them.</summary>
public readonly struct SnowflakeNumber : IEquatable<SnowflakeNumber>, IComparable<SnowflakeNumber>
{
    // A number of DECFLOAT has 38 digits, and an exponent of up to five.
    private const int LongestText = 200;
    private const int FarthestScale = 20_000;
    private const int LongestPlain = 60;

    private readonly BigInteger _digits;
    private readonly int _scale;

    /// <summary>Makes a number from its digits.</summary>
    /// <param name="digits">All digits, the point left out.</param>
    /// <param name="scale">How many of the digits are behind the point, −20000 to 20000; below zero, that many zeros follow the digits.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is outside of its range.</exception>
    public SnowflakeNumber(BigInteger digits, int scale = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, -FarthestScale);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, FarthestScale);
        while (!digits.IsZero && digits % 10 == 0)
        {
            digits /= 10;
            scale--;
        }

        _digits = digits;
        _scale = digits.IsZero ? 0 : scale;
    }

    /// <summary>How many digits are behind the point, zeros at the end left out.</summary>
    public int Scale => Math.Max(0, _scale);

    /// <summary>Reads a number.</summary>
    /// <param name="s">Digits, with a point, a sign and an exponent where there are any.</param>
    /// <exception cref="FormatException">The text is no number.</exception>
    public static SnowflakeNumber Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out SnowflakeNumber result) ? result : throw new FormatException("The text is no decimal number.");
    }

    /// <summary>Reads a number, if the text is one.</summary>
    /// <param name="s">Digits, with a point, a sign and an exponent where there are any.</param>
    /// <param name="result">The number.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, out SnowflakeNumber result)
    {
        result = default;
        if (s is null or { Length: > LongestText })
        {
            return false;
        }

        int mark = s.AsSpan().IndexOfAny('e', 'E');
        int exponent = 0;
        if (mark >= 0 && !int.TryParse(s.AsSpan(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out exponent))
        {
            return false;
        }

        string mantissa = mark < 0 ? s : s[..mark];
        int point = mantissa.IndexOf('.', StringComparison.Ordinal);
        int behind = point < 0 ? 0 : mantissa.Length - point - 1;
        string digits = point < 0 ? mantissa : mantissa.Remove(point, 1);
        long scale = (long)behind - exponent;
        if (Math.Abs(scale) > FarthestScale
            || (point >= 0 && mantissa.AsSpan(point + 1).ContainsAnyExceptInRange('0', '9'))
            || !BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value))
        {
            return false;
        }

        result = new SnowflakeNumber(value, (int)scale);
        return true;
    }

    /// <summary>Converts a number; nothing is lost.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator SnowflakeNumber(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Converts a number; nothing is lost.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator SnowflakeNumber(long value) => new(value);

    /// <summary>Converts a number, as <see cref="ToDecimal"/> does.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator decimal(SnowflakeNumber value) => value.ToDecimal();

    /// <summary>Converts a number to the nearest one of floating point.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator double(SnowflakeNumber value) => double.Parse(value.ToString(), CultureInfo.InvariantCulture);

    /// <summary>Tells whether two numbers are the same.</summary>
    public static bool operator ==(SnowflakeNumber left, SnowflakeNumber right) => left.Equals(right);

    /// <summary>Tells whether two numbers differ.</summary>
    public static bool operator !=(SnowflakeNumber left, SnowflakeNumber right) => !left.Equals(right);

    /// <summary>Tells whether a number is less than another.</summary>
    public static bool operator <(SnowflakeNumber left, SnowflakeNumber right) => left.CompareTo(right) < 0;

    /// <summary>Tells whether a number is not more than another.</summary>
    public static bool operator <=(SnowflakeNumber left, SnowflakeNumber right) => left.CompareTo(right) <= 0;

    /// <summary>Tells whether a number is more than another.</summary>
    public static bool operator >(SnowflakeNumber left, SnowflakeNumber right) => left.CompareTo(right) > 0;

    /// <summary>Tells whether a number is not less than another.</summary>
    public static bool operator >=(SnowflakeNumber left, SnowflakeNumber right) => left.CompareTo(right) >= 0;

    /// <summary>Gives the number as a <see cref="decimal"/>, exactly.</summary>
    /// <exception cref="OverflowException">A <see cref="decimal"/> does not hold all of its digits.</exception>
    public decimal ToDecimal() =>
        TryToDecimal(out decimal value) ? value : throw new OverflowException("A decimal does not hold all digits of the number: take the SnowflakeNumber itself.");

    /// <summary>Gives the number as a <see cref="decimal"/>, if that holds it exactly.</summary>
    /// <param name="value">The number.</param>
    public bool TryToDecimal(out decimal value)
    {
        value = 0;
        return Math.Abs(_scale) <= LongestPlain
            && decimal.TryParse(ToString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value)
            && value == this;
    }

    /// <inheritdoc/>
    public int CompareTo(SnowflakeNumber other)
    {
        int scale = Math.Max(_scale, other._scale);
        return Widened(scale).CompareTo(other.Widened(scale));
    }

    /// <inheritdoc/>
    public bool Equals(SnowflakeNumber other) => _scale == other._scale && _digits == other._digits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is SnowflakeNumber other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_digits, _scale);

    /// <summary>Gives all digits, a point before those behind it; with an exponent where they would be more than sixty.</summary>
    public override string ToString()
    {
        if (Math.Abs(_scale) > LongestPlain)
        {
            return string.Create(CultureInfo.InvariantCulture, $"{_digits}E{-_scale:+0;-0}");
        }

        if (_scale <= 0)
        {
            return (_digits * BigInteger.Pow(10, -_scale)).ToString(CultureInfo.InvariantCulture);
        }

        string digits = BigInteger.Abs(_digits).ToString(CultureInfo.InvariantCulture).PadLeft(_scale + 1, '0');
        return $"{(_digits.Sign < 0 ? "-" : "")}{digits[..^_scale]}.{digits[^_scale..]}";
    }

    private BigInteger Widened(int scale) => _digits * BigInteger.Pow(10, scale - _scale);
}
