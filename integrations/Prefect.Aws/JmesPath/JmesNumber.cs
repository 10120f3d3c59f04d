using System.Globalization;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>Reckons with JSON numbers: exactly where they fit decimals, and as floating-point numbers beyond.</summary>
internal static class JmesNumber
{
    public static int Compare(JsonNode left, JsonNode right) =>
        TryExact(left, out decimal one) && TryExact(right, out decimal other) ? one.CompareTo(other) : Rough(left).CompareTo(Rough(right));

    public static JsonNode Change(JsonNode number, Func<decimal, decimal> exactly, Func<double, double> roughly) =>
        TryExact(number, out decimal value) ? exactly(value) : roughly(Rough(number));

    public static JsonNode Sum(JsonArray numbers) => Divide(numbers, 1);

    public static JsonNode? Average(JsonArray numbers) => numbers.Count == 0 ? null : Divide(numbers, numbers.Count);

    private static JsonNode Divide(JsonArray numbers, int by)
    {
        try
        {
            return numbers.Sum(item => TryExact(item!, out decimal value) ? value : throw new OverflowException()) / by;
        }
        catch (OverflowException)
        {
            return numbers.Sum(item => Rough(item!)) / by;
        }
    }

    private static bool TryExact(JsonNode number, out decimal value) =>
        decimal.TryParse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture, out value);

    private static double Rough(JsonNode number) => double.Parse(number.ToJsonString(), NumberStyles.Float, CultureInfo.InvariantCulture);
}
