using System;
using System.Globalization;

namespace Prefect.Schema;

/// <summary>Prints numbers of JSON as Python does: integers whole, others as the shortest text that reads back the same.</summary>
internal static class PythonNumber
{
    private const int FirstScientific = 16;
    private const int LastPlainFraction = -4;

    /// <param name="json">The number as it stands in JSON.</param>
    public static string Format(string json)
    {
        if (json.IndexOfAny(['.', 'e', 'E']) < 0)
        {
            return string.Equals(json, "-0", StringComparison.Ordinal) ? "0" : json;
        }

        return Format(Read(json));
    }

    public static string Format(double value)
    {
        if (double.IsInfinity(value))
        {
            return value > 0 ? "Infinity" : "-Infinity";
        }

        if (double.IsNaN(value))
        {
            return "NaN";
        }

        if (value.Equals(0d))
        {
            return BitConverter.DoubleToInt64Bits(value) < 0 ? "-0.0" : "0.0";
        }

        string sign = value < 0 ? "-" : "";
        (string digits, int exponent) = Shortest(Math.Abs(value));
        return sign + (exponent is < LastPlainFraction or >= FirstScientific
            ? Scientific(digits, exponent)
            : Plain(digits, exponent));
    }

    private static double Read(string json)
    {
        try
        {
            return double.Parse(json, NumberStyles.Float, CultureInfo.InvariantCulture);
        }
        catch (OverflowException)
        {
            // The desktop framework, on which an editor may run the compiler, throws where the standard says infinity.
            return json[0] == '-' ? double.NegativeInfinity : double.PositiveInfinity;
        }
    }

    /// <summary>The fewest significant digits that read back as the value, and the power of ten of the first one.</summary>
    private static (string Digits, int Exponent) Shortest(double value)
    {
        string text = "";
        for (int precision = 0; precision <= 16; precision++)
        {
            text = value.ToString("E" + precision.ToString(CultureInfo.InvariantCulture), CultureInfo.InvariantCulture);
            if (Read(text).Equals(value))
            {
                break;
            }
        }

        int mark = text.IndexOf('E');
        string digits = text.Substring(0, mark).Replace(".", "").TrimEnd('0');
        return (digits, int.Parse(text.Substring(mark + 1), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture));
    }

    private static string Scientific(string digits, int exponent) =>
        digits.Substring(0, 1)
        + (digits.Length > 1 ? "." + digits.Substring(1) : "")
        + (exponent < 0 ? "e-" : "e+")
        + Math.Abs(exponent).ToString("00", CultureInfo.InvariantCulture);

    private static string Plain(string digits, int exponent)
    {
        if (exponent < 0)
        {
            return "0." + new string('0', -exponent - 1) + digits;
        }

        return digits.Length <= exponent + 1
            ? digits.PadRight(exponent + 1, '0') + ".0"
            : digits.Substring(0, exponent + 1) + "." + digits.Substring(exponent + 1);
    }
}
