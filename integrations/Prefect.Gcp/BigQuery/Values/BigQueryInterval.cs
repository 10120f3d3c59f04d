using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Runtime.InteropServices;

namespace Prefect.Gcp;

/// <summary>A duration in months, days and time, each with a sign of its own: a month has no fixed number of days.</summary>
/// <param name="Months">Months, twelve for each year.</param>
/// <param name="Days">Days.</param>
/// <param name="Time">Hours and less, down to microseconds.</param>
[StructLayout(LayoutKind.Auto)]
public readonly record struct BigQueryInterval(int Months, int Days, TimeSpan Time)
{
    /// <summary>Reads a duration in the service's form, <c>years-months days hours:minutes:seconds</c>.</summary>
    /// <param name="s">The duration.</param>
    /// <exception cref="FormatException">The text is no duration.</exception>
    public static BigQueryInterval Parse(string s) =>
        TryParse(s, out BigQueryInterval result) ? result : throw new FormatException("The text is no interval of the form 'Y-M D H:M:S'.");

    /// <summary>Reads a duration, if the text is one.</summary>
    /// <param name="s">The duration.</param>
    /// <param name="result">The duration.</param>
    public static bool TryParse([NotNullWhen(true)] string? s, out BigQueryInterval result)
    {
        result = default;
        if (s?.Split(' ') is not [{ } date, { } days, { } time]
            || !TryReadMonths(date, out int months)
            || !int.TryParse(days, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out int wholeDays)
            || !TryReadTime(time, out TimeSpan rest))
        {
            return false;
        }

        result = new BigQueryInterval(months, wholeDays, rest);
        return true;
    }

    /// <summary>Gives the duration in the service's form.</summary>
    public override string ToString()
    {
        long months = Math.Abs((long)Months);
        Int128 ticks = Int128.Abs(Time.Ticks);
        Int128 seconds = ticks / TimeSpan.TicksPerSecond;
        Int128 microseconds = ticks % TimeSpan.TicksPerSecond / TimeSpan.TicksPerMicrosecond;
        string fraction = microseconds == 0 ? "" : $".{microseconds:000000}".TrimEnd('0');
        return string.Create(
            CultureInfo.InvariantCulture,
            $"{(Months < 0 ? "-" : "")}{months / 12}-{months % 12} {Days} {(Time < TimeSpan.Zero ? "-" : "")}{seconds / 3600}:{seconds / 60 % 60}:{seconds % 60}{fraction}");
    }

    private static bool TryReadMonths(string text, out int months)
    {
        months = 0;
        bool isNegative = text.StartsWith('-');
        if (text[(isNegative ? 1 : 0)..].Split('-') is not [{ } years, { } rest] || !TryRead(years, out int wholeYears) || !TryRead(rest, out int restOfMonths))
        {
            return false;
        }

        months = (isNegative ? -1 : 1) * ((wholeYears * 12) + restOfMonths);
        return true;
    }

    private static bool TryReadTime(string text, out TimeSpan time)
    {
        time = default;
        bool isNegative = text.StartsWith('-');
        if (text[(isNegative ? 1 : 0)..].Split(':') is not [{ } hours, { } minutes, { } seconds]
            || !TryRead(hours, out int wholeHours)
            || !TryRead(minutes, out int wholeMinutes)
            || !decimal.TryParse(seconds, NumberStyles.AllowDecimalPoint, CultureInfo.InvariantCulture, out decimal exactSeconds)
            || exactSeconds >= 100)
        {
            return false;
        }

        long ticks = (((wholeHours * 60L) + wholeMinutes) * TimeSpan.TicksPerMinute) + (long)(exactSeconds * TimeSpan.TicksPerSecond);
        time = new TimeSpan(isNegative ? -ticks : ticks);
        return true;
    }

    // No more digits than years, months and hours ever have, so that nothing overflows.
    private static bool TryRead(string text, out int number)
    {
        number = 0;
        return text.Length <= 8 && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out number);
    }
}
