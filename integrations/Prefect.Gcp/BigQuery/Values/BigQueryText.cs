using System.Globalization;

namespace Prefect.Gcp;

/// <summary>Writes values as the service reads them. It knows nothing below a microsecond, which is left out.</summary>
internal static class BigQueryText
{
    public static string Of(DateOnly value) => value.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static string Of(TimeOnly value) => value.ToString("HH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static string Of(DateTime value) => value.ToString("yyyy-MM-ddTHH:mm:ss.ffffff", CultureInfo.InvariantCulture);

    public static string Of(DateTimeOffset value) =>
        value.UtcDateTime.ToString("yyyy-MM-dd HH:mm:ss.ffffff", CultureInfo.InvariantCulture) + "+00:00";

    public static string Of(double value) => value switch
    {
        double.NaN => "NaN",
        double.PositiveInfinity => "Infinity",
        double.NegativeInfinity => "-Infinity",
        _ => value.ToString("R", CultureInfo.InvariantCulture),
    };

    public static string Of<T>(T end)
        where T : struct => end switch
    {
        DateOnly day => Of(day),
        DateTime time => Of(time),
        DateTimeOffset time => Of(time),
        _ => throw new InvalidOperationException("Ranges are of DateOnly, DateTime or DateTimeOffset."),
    };
}
