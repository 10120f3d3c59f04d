using System.Globalization;

namespace Prefect.Azure;

/// <summary>Finds in the last lines of a container, read again and again, those that were not seen before.</summary>
internal sealed class AciLogReader
{
    private DateTimeOffset _last = DateTimeOffset.MinValue;
    private int _seenOfLast;

    /// <summary>Whether lines may have been printed between those seen before and the first of these.</summary>
    public bool MayMiss(string content)
    {
        string[] lines = Split(content);
        return lines.Length >= AciDefaults.LogLines && TryRead(lines[0], out AciLogLine? first) && first.Timestamp > _last;
    }

    /// <summary>The lines that are new. What has no time is left out.</summary>
    public IReadOnlyList<AciLogLine> Next(string content)
    {
        List<AciLogLine> lines = [];
        int skipped = 0;
        foreach (string text in Split(content))
        {
            if (!TryRead(text, out AciLogLine? line) || line.Timestamp < _last)
            {
                continue;
            }

            // Several lines may have been printed in one instant, some before the last look and some after it.
            if (line.Timestamp == _last && skipped < _seenOfLast)
            {
                skipped++;
                continue;
            }

            lines.Add(line);
        }

        Remember(lines);
        return lines;
    }

    private void Remember(List<AciLogLine> lines)
    {
        if (lines.Count == 0)
        {
            return;
        }

        // The latest, and not the last: what is written to two streams at once may arrive out of order.
        AciLogLine latest = lines.MaxBy(line => line.Timestamp)!;
        _seenOfLast = lines.Count(line => line.Timestamp == latest.Timestamp) + (latest.Timestamp == _last ? _seenOfLast : 0);
        _last = latest.Timestamp;
    }

    private bool TryRead(string text, [System.Diagnostics.CodeAnalysis.NotNullWhen(true)] out AciLogLine? line)
    {
        int end = text.IndexOf(' ', StringComparison.Ordinal);
        string stamp = end < 0 ? text : text[..end];
        line = TryReadTime(stamp, out DateTimeOffset time) ? new AciLogLine(time, end < 0 ? "" : text[(end + 1)..]) : null;
        return line is not null;
    }

    // A time without a zone is in that of the line before it.
    private bool TryReadTime(string stamp, out DateTimeOffset time)
    {
        time = default;
        if (!IsWhole(stamp) || !DateTime.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.RoundtripKind, out DateTime read))
        {
            return false;
        }

        return read.Kind == DateTimeKind.Unspecified
            ? TryPlace(read, out time)
            : DateTimeOffset.TryParse(stamp, CultureInfo.InvariantCulture, DateTimeStyles.None, out time);
    }

    // A time whose beginning was cut off, with that of the log, would be one of today.
    private static bool IsWhole(string stamp) =>
        stamp.Length >= "2026-11-20T12:00".Length && char.IsAsciiDigit(stamp[0]) && stamp[4] == '-' && stamp[7] == '-' && stamp[10] is 'T';

    private bool TryPlace(DateTime read, out DateTimeOffset time)
    {
        bool isInRange = read > DateTime.MinValue.AddDays(1) && read < DateTime.MaxValue.AddDays(-1);
        time = isInRange ? new DateTimeOffset(read, _last.Offset) : default;
        return isInRange;
    }

    private static string[] Split(string content) =>
        [.. content.Split('\n').Select(line => line.TrimEnd('\r')).Where(line => !string.IsNullOrWhiteSpace(line))];
}
