using System.Globalization;

namespace Prefect.Gcp;

/// <summary>Reads the service's texts.</summary>
internal static class BigQueryReading
{
    private const long TicksPerMicrosecond = TimeSpan.TicksPerMicrosecond;

    public static double Double(string text) => text switch
    {
        "NaN" => double.NaN,
        "Infinity" or "inf" or "+inf" => double.PositiveInfinity,
        "-Infinity" or "-inf" => double.NegativeInfinity,
        _ => double.Parse(text, NumberStyles.Float, CultureInfo.InvariantCulture),
    };

    public static DateOnly Date(string text) => DateOnly.ParseExact(text, "yyyy-MM-dd", CultureInfo.InvariantCulture);

    public static TimeOnly Time(string text) => TimeOnly.ParseExact(text, "HH:mm:ss.FFFFFFF", CultureInfo.InvariantCulture);

    public static DateTime DateTime(string text) => System.DateTime.ParseExact(
        text, ["yyyy-MM-ddTHH:mm:ss.FFFFFFF", "yyyy-MM-dd HH:mm:ss.FFFFFFF"], CultureInfo.InvariantCulture, DateTimeStyles.None);

    /// <summary>Microseconds since 1970, as they are asked for; or seconds, or a written time, as servers give that know no better.</summary>
    public static DateTimeOffset Timestamp(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long microseconds))
        {
            return DateTimeOffset.UnixEpoch.AddTicks(checked(microseconds * TicksPerMicrosecond));
        }

        if (decimal.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out decimal seconds))
        {
            return DateTimeOffset.UnixEpoch.AddTicks((long)(decimal.Round(seconds * 1_000_000) * TicksPerMicrosecond));
        }

        return DateTimeOffset.Parse(Shortened(text), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal | DateTimeStyles.AdjustToUniversal);
    }

    /// <exception cref="FormatException">The text is no range.</exception>
    public static BigQueryRange<T> Range<T>(string text, Func<string, T> parse)
        where T : struct
    {
        if (!text.StartsWith('[') || !text.EndsWith(')') || text[1..^1].Split(", ") is not [{ } start, { } end])
        {
            throw new FormatException("A value is no range of the form '[start, end)'.");
        }

        return new BigQueryRange<T>(Bound(start, parse), Bound(end, parse));
    }

    private static T? Bound<T>(string text, Func<string, T> parse)
        where T : struct =>
        text is "UNBOUNDED" or "NULL" ? null : parse(text);

    // Columns of picoseconds have twelve digits behind the point; there is no type that holds more than seven.
    private static string Shortened(string text)
    {
        int point = text.IndexOf('.', StringComparison.Ordinal);
        int end = point + 1;
        while (point >= 0 && end < text.Length && char.IsAsciiDigit(text[end]))
        {
            end++;
        }

        string written = end - point - 1 > 7 ? text.Remove(point + 8, end - point - 8) : text;
        return written.EndsWith(" UTC", StringComparison.Ordinal) ? written[..^4] + "Z" : written;
    }
}
