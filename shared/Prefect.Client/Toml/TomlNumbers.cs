using System.Buffers;
using System.Globalization;

namespace Prefect.Client.Toml;

internal static class TomlNumbers
{
    private static readonly SearchValues<char> DigitsAndUnderscore = SearchValues.Create("0123456789_");

    public static TomlScalar? TryRead(ReadOnlySpan<char> word, int line)
    {
        if (word.Length > 2 && word[0] == '0' && word[1] is 'x' or 'o' or 'b')
        {
            return TryReadPrefixed(word, line);
        }

        ReadOnlySpan<char> digits = word[0] is '+' or '-' ? word[1..] : word;
        if (digits is "inf" or "nan")
        {
            double special = digits is "nan" ? double.NaN : double.PositiveInfinity;
            return new TomlScalar(TomlKind.Float, word[0] == '-' ? -special : special, line);
        }

        return digits.IndexOfAny('.', 'e', 'E') < 0 ? TryReadInteger(word, digits, line) : TryReadFloat(word, digits, line);
    }

    private static TomlScalar? TryReadPrefixed(ReadOnlySpan<char> word, int line)
    {
        int bits = word[1] switch { 'x' => 4, 'o' => 3, _ => 1 };
        ReadOnlySpan<char> digits = word[2..];
        if (!UnderscoresSeparate(digits))
        {
            return null;
        }

        long value = 0;
        foreach (char c in digits)
        {
            if (c == '_')
            {
                continue;
            }

            int digit = char.IsAsciiHexDigit(c) ? Convert.ToInt32(c.ToString(), 16) : int.MaxValue;
            if (digit >= 1 << bits || value > long.MaxValue >> bits)
            {
                return null;
            }

            value = (value << bits) | (uint)digit;
        }

        return new TomlScalar(TomlKind.Integer, value, line);
    }

    private static TomlScalar? TryReadInteger(ReadOnlySpan<char> word, ReadOnlySpan<char> digits, int line)
    {
        return IsDecimal(digits) && long.TryParse(Plain(word), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long value)
            ? new TomlScalar(TomlKind.Integer, value, line)
            : null;
    }

    private static TomlScalar? TryReadFloat(ReadOnlySpan<char> word, ReadOnlySpan<char> digits, int line)
    {
        int exponentAt = digits.IndexOfAny('e', 'E');
        ReadOnlySpan<char> mantissa = exponentAt < 0 ? digits : digits[..exponentAt];
        int pointAt = mantissa.IndexOf('.');
        bool isWellFormed = IsDecimal(pointAt < 0 ? mantissa : mantissa[..pointAt])
            && (pointAt < 0 || IsDigits(mantissa[(pointAt + 1)..]))
            && (exponentAt < 0 || IsExponent(digits[(exponentAt + 1)..]));
        return isWellFormed && double.TryParse(Plain(word), NumberStyles.Float, CultureInfo.InvariantCulture, out double value)
            ? new TomlScalar(TomlKind.Float, value, line)
            : null;
    }

    private static bool IsExponent(ReadOnlySpan<char> text) => IsDigits(!text.IsEmpty && text[0] is '+' or '-' ? text[1..] : text);

    /// <summary>Digits without a leading zero.</summary>
    private static bool IsDecimal(ReadOnlySpan<char> text) => IsDigits(text) && (text.Length == 1 || text[0] != '0');

    private static bool IsDigits(ReadOnlySpan<char> text)
        => UnderscoresSeparate(text) && !text.ContainsAnyExcept(DigitsAndUnderscore);

    private static bool UnderscoresSeparate(ReadOnlySpan<char> text)
        => !text.IsEmpty && text[0] != '_' && text[^1] != '_' && text.IndexOf("__", StringComparison.Ordinal) < 0;

    private static string Plain(ReadOnlySpan<char> word) => word.ToString().Replace("_", "", StringComparison.Ordinal);
}
