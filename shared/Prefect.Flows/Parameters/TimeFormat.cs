using System.Globalization;
using System.Text;

namespace Prefect.Flows;

/// <summary>Writes times in the formats that C and Python have: <c>%Y-%m-%d</c>.</summary>
internal static class TimeFormat
{
    public static string Apply(object value, string format)
    {
        (DateTime time, TimeSpan? offset) = value switch
        {
            DateTimeOffset moment => (moment.DateTime, moment.Offset),
            DateTime { Kind: DateTimeKind.Utc } moment => (moment, TimeSpan.Zero),
            DateTime moment => (moment, (TimeSpan?)null),
            DateOnly date => (date.ToDateTime(TimeOnly.MinValue), null),
            TimeOnly clock => (new DateOnly(1900, 1, 1).ToDateTime(clock), null),
            _ => throw new FormatException("it is no time."),
        };
        StringBuilder text = new();
        for (int index = 0; index < format.Length; index++)
        {
            if (format[index] != '%' || index + 1 == format.Length)
            {
                text.Append(format[index]);
                continue;
            }

            index++;
            bool isUnpadded = format[index] == '-' && index + 1 < format.Length;
            index += isUnpadded ? 1 : 0;
            string part = Part(time, offset, format[index]);
            text.Append(isUnpadded && part.TrimStart('0') is { Length: > 0 } bare ? bare : isUnpadded && part.Length > 0 ? "0" : part);
        }

        return text.ToString();
    }

    private static string Part(DateTime time, TimeSpan? offset, char directive) => directive switch
    {
        'Y' => time.ToString("yyyy", CultureInfo.InvariantCulture),
        'y' => time.ToString("yy", CultureInfo.InvariantCulture),
        'C' => (time.Year / 100).ToString("00", CultureInfo.InvariantCulture),
        'm' => time.ToString("MM", CultureInfo.InvariantCulture),
        'B' => time.ToString("MMMM", CultureInfo.InvariantCulture),
        'b' or 'h' => time.ToString("MMM", CultureInfo.InvariantCulture),
        'd' => time.ToString("dd", CultureInfo.InvariantCulture),
        'e' => time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2),
        'j' => time.DayOfYear.ToString("000", CultureInfo.InvariantCulture),
        'A' => time.ToString("dddd", CultureInfo.InvariantCulture),
        'a' => time.ToString("ddd", CultureInfo.InvariantCulture),
        'w' => ((int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'u' => (time.DayOfWeek == DayOfWeek.Sunday ? 7 : (int)time.DayOfWeek).ToString(CultureInfo.InvariantCulture),
        'H' => time.ToString("HH", CultureInfo.InvariantCulture),
        'I' => time.ToString("hh", CultureInfo.InvariantCulture),
        'p' => time.ToString("tt", CultureInfo.InvariantCulture),
        'M' => time.ToString("mm", CultureInfo.InvariantCulture),
        'S' => time.ToString("ss", CultureInfo.InvariantCulture),
        'f' => time.ToString("ffffff", CultureInfo.InvariantCulture),
        'z' => offset is { } zone ? Zone(zone, "") : "",
        ':' => offset is { } zone ? Zone(zone, ":") : "",
        'Z' => offset is { } zone ? zone == TimeSpan.Zero ? "UTC" : "UTC" + Zone(zone, ":") : "",
        'F' => time.ToString("yyyy-MM-dd", CultureInfo.InvariantCulture),
        'D' or 'x' => time.ToString("MM'/'dd'/'yy", CultureInfo.InvariantCulture),
        'T' or 'X' => time.ToString("HH:mm:ss", CultureInfo.InvariantCulture),
        'R' => time.ToString("HH:mm", CultureInfo.InvariantCulture),
        'c' => time.ToString("ddd MMM ", CultureInfo.InvariantCulture) + time.Day.ToString(CultureInfo.InvariantCulture).PadLeft(2) + time.ToString(" HH:mm:ss yyyy", CultureInfo.InvariantCulture),
        'U' => ((time.DayOfYear + 6 - (int)time.DayOfWeek) / 7).ToString("00", CultureInfo.InvariantCulture),
        'W' => ((time.DayOfYear + 6 - (((int)time.DayOfWeek + 6) % 7)) / 7).ToString("00", CultureInfo.InvariantCulture),
        'V' => ISOWeek.GetWeekOfYear(time).ToString("00", CultureInfo.InvariantCulture),
        'G' => ISOWeek.GetYear(time).ToString("0000", CultureInfo.InvariantCulture),
        's' => new DateTimeOffset(DateTime.SpecifyKind(time, DateTimeKind.Unspecified), offset ?? TimeSpan.Zero).ToUnixTimeSeconds().ToString(CultureInfo.InvariantCulture),
        '%' => "%",
        _ => throw new FormatException($"there is no %{directive}."),
    };

    private static string Zone(TimeSpan zone, string separator) =>
        $"{(zone < TimeSpan.Zero ? '-' : '+')}{Math.Abs(zone.Hours):00}{separator}{Math.Abs(zone.Minutes):00}";
}
