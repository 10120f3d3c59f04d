using System.Globalization;
using System.Numerics;
using System.Text;

namespace Prefect.Flows;

/// <summary>Writes numbers in Python's formats.</summary>
internal static class NumberFormat
{
    public static string Apply(object value, in FormatSpec spec)
    {
        bool isWhole = ValueKinds.IsInteger(value);
        if (spec.Type is 'b' or 'o' or 'x' or 'X' or 'd' or 'c' && !isWhole)
        {
            throw new FormatException($"'{spec.Type}' is for whole numbers.");
        }

        if (isWhole && spec.Type is '\0' or 'd' or 'n' or 'b' or 'o' or 'x' or 'X' or 'c')
        {
            return Whole(BigInteger.Parse(Convert.ToString(value, CultureInfo.InvariantCulture)!, CultureInfo.InvariantCulture), spec);
        }

        double number = value is JsonFraction fraction ? fraction.ToDouble() : value is BigInteger big ? (double)big : value is Half half ? (double)half : Convert.ToDouble(value, CultureInfo.InvariantCulture);
        bool isNegative = number < 0 || (number == 0 && double.IsNegative(number));
        if (!double.IsFinite(number))
        {
            string name = double.IsNaN(number) ? "nan" : "inf";
            return Assemble(number < 0, "", spec.Type is 'F' or 'E' or 'G' ? name.ToUpperInvariant() : name, spec);
        }

        // A decimal keeps its digits where they are only cut or filled.
        string digits = value is decimal exact && spec.Type is 'f' or 'F' or '%'
            ? Fixed(Math.Abs(value is decimal amount ? amount : 0m), spec)
            : Digits(Math.Abs(number), spec);
        return Assemble(isNegative, "", digits, spec);
    }

    private static string Whole(BigInteger number, in FormatSpec spec)
    {
        if (spec.Precision is not null)
        {
            throw new FormatException("whole numbers have no precision.");
        }

        BigInteger size = BigInteger.Abs(number);
        switch (spec.Type)
        {
            case 'c':
                return size <= 0x10FFFF && Rune.IsValid((int)number) ? spec.Pad(new Rune((int)number).ToString(), '<') : throw new FormatException("it is no character's number.");
            case 'b':
                return Assemble(number.Sign < 0, spec.IsAlternate ? "0b" : "", size.IsZero ? "0" : size.ToString("b", CultureInfo.InvariantCulture).TrimStart('0'), spec, 4);
            case 'o':
                return Assemble(number.Sign < 0, spec.IsAlternate ? "0o" : "", Octal(size), spec, 4);
            case 'x' or 'X':
                string digits = size.ToString(spec.Type.ToString(), CultureInfo.InvariantCulture).TrimStart('0');
                return Assemble(number.Sign < 0, spec.IsAlternate ? "0" + spec.Type : "", digits.Length == 0 ? "0" : digits, spec, 4);
            default:
                return Assemble(number.Sign < 0, "", size.ToString(CultureInfo.InvariantCulture), spec);
        }
    }

    private static string Octal(BigInteger size)
    {
        StringBuilder digits = new();
        do
        {
            digits.Insert(0, (char)('0' + (int)(size % 8)));
            size /= 8;
        }
        while (!size.IsZero);

        return digits.ToString();
    }

    private static string Fixed(decimal amount, in FormatSpec spec) =>
        (spec.Type == '%' ? amount * 100 : amount).ToString("F" + (spec.Precision ?? 6), CultureInfo.InvariantCulture) + (spec.Type == '%' ? "%" : "");

    private static string Digits(double number, in FormatSpec spec)
    {
        switch (spec.Type)
        {
            case 'f' or 'F':
                return number.ToString("F" + (spec.Precision ?? 6), CultureInfo.InvariantCulture);
            case '%':
                return (number * 100).ToString("F" + (spec.Precision ?? 6), CultureInfo.InvariantCulture) + "%";
            case 'e' or 'E':
                return Exponential(number, spec.Precision ?? 6, spec.Type, keepsZeros: true);
            case '\0' when spec.Precision is null:
                return number.ToString("R", CultureInfo.InvariantCulture) is var shortest && shortest.Contains('E', StringComparison.Ordinal) ? shortest.ToLowerInvariant() : shortest;
            default:
                return General(number, Math.Max(1, spec.Precision ?? 6), spec);
        }
    }

    /// <summary>The digits that matter: fixed where that is short, else with an exponent.</summary>
    private static string General(double number, int precision, in FormatSpec spec)
    {
        string scientific = number.ToString("E" + (precision - 1), CultureInfo.InvariantCulture);
        int exponent = int.Parse(scientific.AsSpan(scientific.IndexOf('E', StringComparison.Ordinal) + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture);
        return exponent >= -4 && exponent < precision
            ? Trim(number.ToString("F" + (precision - 1 - exponent), CultureInfo.InvariantCulture), spec.IsAlternate)
            : Exponential(number, precision - 1, spec.Type == 'G' ? 'E' : 'e', spec.IsAlternate);
    }

    private static string Exponential(double number, int decimals, char letter, bool keepsZeros)
    {
        string text = number.ToString("E" + decimals, CultureInfo.InvariantCulture);
        int at = text.IndexOf('E', StringComparison.Ordinal);
        string exponent = text[(at + 2)..].TrimStart('0').PadLeft(2, '0');
        return $"{Trim(text[..at], keepsZeros)}{letter}{text[at + 1]}{exponent}";
    }

    private static string Trim(string text, bool keepsZeros) =>
        keepsZeros || !text.Contains('.', StringComparison.Ordinal) ? text : text.TrimEnd('0').TrimEnd('.');

    private static string Assemble(bool isNegative, string prefix, string digits, in FormatSpec spec, int groupSize = 3)
    {
        string sign = isNegative ? "-" : spec.Sign is '+' or ' ' ? spec.Sign.ToString() : "";
        if (spec.Grouping != '\0')
        {
            digits = Group(digits, spec.Grouping, groupSize, spec.Align == '=' && spec.Fill == '0' ? spec.Width - sign.Length - prefix.Length : 0);
        }

        string head = sign + prefix;
        return spec.Align == '=' ? head + new string(spec.Fill, Math.Max(0, spec.Width - head.Length - digits.Length)) + digits : spec.Pad(head + digits, '>');
    }

    private static string Group(string digits, char separator, int size, int width)
    {
        int end = digits.AsSpan().IndexOfAny('.', 'e', '%');
        string whole = end < 0 ? digits : digits[..end];
        string rest = digits[whole.Length..];
        while (whole.Length + ((whole.Length - 1) / size) + rest.Length < width)
        {
            whole = "0" + whole;
        }

        StringBuilder grouped = new(whole.Length + (whole.Length / size));
        for (int index = 0; index < whole.Length; index++)
        {
            if (index > 0 && (whole.Length - index) % size == 0)
            {
                grouped.Append(separator);
            }

            grouped.Append(whole[index]);
        }

        return grouped.Append(rest).ToString();
    }
}
