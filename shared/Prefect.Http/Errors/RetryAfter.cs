using System.Globalization;

namespace Prefect.Http;

/// <summary>The header by which a service says how long to leave it alone.</summary>
public static class RetryAfter
{
    /// <summary>Name of the header.</summary>
    public const string Name = "Retry-After";

    private const int ShortestDate = 16;

    /// <summary>Reads the header: seconds, fractions included, or a date.</summary>
    /// <param name="value">Its value; null where there is none.</param>
    /// <param name="time">Tells the time. Default: the system's clock.</param>
    /// <returns>How long, at least 0; null where nothing is said, or nothing that can be read.</returns>
    public static TimeSpan? Parse(string? value, TimeProvider? time = null)
    {
        const NumberStyles Styles = NumberStyles.AllowLeadingWhite | NumberStyles.AllowTrailingWhite | NumberStyles.AllowDecimalPoint;
        if (decimal.TryParse(value, Styles, CultureInfo.InvariantCulture, out decimal seconds))
        {
            return seconds <= int.MaxValue ? TimeSpan.FromSeconds((double)seconds) : null;
        }

        // "12, 12", of two headers, would be taken for a day in December.
        if (value is null
            || !value.Contains(':', StringComparison.Ordinal)
            || value.Length < ShortestDate
            || !DateTimeOffset.TryParse(value, CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out DateTimeOffset until))
        {
            return null;
        }

        TimeSpan left = until - (time ?? TimeProvider.System).GetUtcNow();
        return left > TimeSpan.Zero ? left : TimeSpan.Zero;
    }
}
