using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Reckons with JSON numbers: exactly where they fit decimals, and as floating-point numbers beyond.</summary>
internal static class JmesNumber
{
    private const NumberStyles Style = NumberStyles.AllowLeadingSign | NumberStyles.AllowDecimalPoint | NumberStyles.AllowExponent;

    public static int Compare(JsonNode left, JsonNode right) =>
        TryExact(left.ToJsonString(), out decimal one) && TryExact(right.ToJsonString(), out decimal other) ? one.CompareTo(other) : Rough(left).CompareTo(Rough(right));

    /// <exception cref="OverflowException">The number is beyond floating-point numbers too.</exception>
    public static JsonNode Change(JsonNode number, Func<decimal, decimal> exactly, Func<double, double> roughly) =>
        TryExact(number.ToJsonString(), out decimal value) ? exactly(value) : Finite(roughly(Rough(number)));

    /// <summary>Reads a number; null when the text is none, or one beyond floating-point numbers.</summary>
    public static JsonNode? Parse(string text)
    {
        if (TryExact(text, out decimal value))
        {
            return value;
        }

        return double.TryParse(text, Style, CultureInfo.InvariantCulture, out double number) && double.IsFinite(number) ? number : null;
    }

    /// <exception cref="OverflowException">The sum is beyond floating-point numbers too.</exception>
    public static JsonNode Sum(JsonArray numbers) => Divide(numbers, 1);

    /// <exception cref="OverflowException">The sum is beyond floating-point numbers too.</exception>
    public static JsonNode? Average(JsonArray numbers) => numbers.Count == 0 ? null : Divide(numbers, numbers.Count);

    private static JsonNode Divide(JsonArray numbers, int by)
    {
        try
        {
            return numbers.Sum(item => TryExact(item!.ToJsonString(), out decimal value) ? value : throw new OverflowException()) / by;
        }
        catch (OverflowException)
        {
            return Finite(numbers.Sum(item => Rough(item!)) / by);
        }
    }

    // Decimals take what is nearer to zero than they reach for zero.
    private static bool TryExact(string number, out decimal value) =>
        decimal.TryParse(number, Style, CultureInfo.InvariantCulture, out value)
        && (value != 0 || !double.TryParse(number, Style, CultureInfo.InvariantCulture, out double rough) || rough == 0);

    private static double Finite(double number) => double.IsFinite(number) ? number : throw new OverflowException();

    private static double Rough(JsonNode number) => double.Parse(number.ToJsonString(), Style, CultureInfo.InvariantCulture);
}
