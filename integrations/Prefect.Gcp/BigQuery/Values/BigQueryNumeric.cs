using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;

namespace Prefect.Gcp;

/// <summary>A decimal number of <c>NUMERIC</c> or <c>BIGNUMERIC</c>, exact: a <see cref="decimal"/> does not hold all of them.</summary>
public readonly struct BigQueryNumeric : IEquatable<BigQueryNumeric>, IComparable<BigQueryNumeric>
{
    private const int LongestText = 200;

    private readonly BigInteger _digits;
    private readonly int _scale;

    /// <summary>Makes a number from its digits.</summary>
    /// <param name="digits">All digits, the point left out.</param>
    /// <param name="scale">How many of the digits are behind the point, 0 to 100.</param>
    /// <exception cref="ArgumentOutOfRangeException">The scale is outside of its range.</exception>
    public BigQueryNumeric(BigInteger digits, int scale = 0)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(scale, 0);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(scale, 100);
        while (scale > 0 && digits % 10 == 0)
        {
            digits /= 10;
            scale--;
        }

        _digits = digits;
        _scale = scale;
    }

    /// <summary>How many digits are behind the point, zeros at the end left out.</summary>
    public int Scale => _scale;

    /// <summary>Whether it is one of <c>NUMERIC</c>: 29 digits before and 9 behind the point.</summary>
    public bool FitsNumeric => _scale <= 9 && BigInteger.Abs(_digits) < BigInteger.Pow(10, 29 + _scale);

    /// <summary>Whether it is one of <c>BIGNUMERIC</c>: 38 digits before and behind the point, and a few more before it.</summary>
    internal bool FitsBigNumeric => _scale <= 38 && BigInteger.Abs(Widened(38)) <= BigInteger.Pow(2, 255);

    /// <summary>Reads a number.</summary>
    /// <param name="s">Digits, with a point and a sign where there are any.</param>
    /// <exception cref="FormatException">The text is no number.</exception>
    public static BigQueryNumeric Parse(string s)
    {
        ArgumentNullException.ThrowIfNull(s);
        return TryParse(s, out BigQueryNumeric result) ? result : throw new FormatException("The text is no decimal number.");
    }

    /// <summary>Reads a number, if the text is one.</summary>
    /// <param name="s">Digits, with a point and a sign where there are any.</param>
    /// <param name="result">The number.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, out BigQueryNumeric result)
    {
        result = default;
        if (s is null or { Length: > LongestText })
        {
            return false;
        }

        int point = s.IndexOf('.', StringComparison.Ordinal);
        int scale = point < 0 ? 0 : s.Length - point - 1;
        string digits = point < 0 ? s : s.Remove(point, 1);
        if (scale > 100
            || (point >= 0 && s.AsSpan(point + 1).ContainsAnyExceptInRange('0', '9'))
            || !BigInteger.TryParse(digits, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger value))
        {
            return false;
        }

        result = new BigQueryNumeric(value, scale);
        return true;
    }

    /// <summary>Converts a number; nothing is lost.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator BigQueryNumeric(decimal value) => Parse(value.ToString(CultureInfo.InvariantCulture));

    /// <summary>Converts a number; nothing is lost.</summary>
    /// <param name="value">The number.</param>
    public static implicit operator BigQueryNumeric(long value) => new(value);

    /// <summary>Converts a number, as <see cref="ToDecimal"/> does.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator decimal(BigQueryNumeric value) => value.ToDecimal();

    /// <summary>Converts a number to the nearest one of floating point.</summary>
    /// <param name="value">The number.</param>
    public static explicit operator double(BigQueryNumeric value) => double.Parse(value.ToString(), CultureInfo.InvariantCulture);

    /// <summary>Tells whether two numbers are the same.</summary>
    public static bool operator ==(BigQueryNumeric left, BigQueryNumeric right) => left.Equals(right);

    /// <summary>Tells whether two numbers differ.</summary>
    public static bool operator !=(BigQueryNumeric left, BigQueryNumeric right) => !left.Equals(right);

    /// <summary>Tells whether a number is less than another.</summary>
    public static bool operator <(BigQueryNumeric left, BigQueryNumeric right) => left.CompareTo(right) < 0;

    /// <summary>Tells whether a number is not more than another.</summary>
    public static bool operator <=(BigQueryNumeric left, BigQueryNumeric right) => left.CompareTo(right) <= 0;

    /// <summary>Tells whether a number is more than another.</summary>
    public static bool operator >(BigQueryNumeric left, BigQueryNumeric right) => left.CompareTo(right) > 0;

    /// <summary>Tells whether a number is not less than another.</summary>
    public static bool operator >=(BigQueryNumeric left, BigQueryNumeric right) => left.CompareTo(right) >= 0;

    /// <summary>Gives the number as a <see cref="decimal"/>, exactly.</summary>
    /// <exception cref="OverflowException">A <see cref="decimal"/> does not hold all of its digits.</exception>
    public decimal ToDecimal() =>
        TryToDecimal(out decimal value) ? value : throw new OverflowException("A decimal does not hold all digits of the number: take the BigQueryNumeric itself.");

    /// <summary>Gives the number as a <see cref="decimal"/>, if that holds it exactly.</summary>
    /// <param name="value">The number.</param>
    public bool TryToDecimal(out decimal value) =>
        decimal.TryParse(ToString(), NumberStyles.Number, CultureInfo.InvariantCulture, out value) && value == this;

    /// <inheritdoc/>
    public int CompareTo(BigQueryNumeric other)
    {
        int scale = Math.Max(_scale, other._scale);
        return Widened(scale).CompareTo(other.Widened(scale));
    }

    /// <inheritdoc/>
    public bool Equals(BigQueryNumeric other) => _scale == other._scale && _digits == other._digits;

    /// <inheritdoc/>
    public override bool Equals(object? obj) => obj is BigQueryNumeric other && Equals(other);

    /// <inheritdoc/>
    public override int GetHashCode() => HashCode.Combine(_digits, _scale);

    /// <summary>Gives all digits, a point before those behind it.</summary>
    public override string ToString()
    {
        if (_scale == 0)
        {
            return _digits.ToString(CultureInfo.InvariantCulture);
        }

        string digits = BigInteger.Abs(_digits).ToString(CultureInfo.InvariantCulture).PadLeft(_scale + 1, '0');
        return $"{(_digits.Sign < 0 ? "-" : "")}{digits[..^_scale]}.{digits[^_scale..]}";
    }

    private BigInteger Widened(int scale) => _digits * BigInteger.Pow(10, scale - _scale);
}
