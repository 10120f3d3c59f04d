using System.Globalization;

namespace Prefect.Client.Toml;

/// <summary>Checks dates and times; no setting is one, so they stay text.</summary>
internal static class TomlDates
{
    public static TomlScalar? TryRead(ReadOnlySpan<char> word, int line)
        => IsDateOrTime(word) ? new TomlScalar(TomlKind.DateTime, word.ToString(), line) : null;

    private static bool IsDateOrTime(ReadOnlySpan<char> word)
    {
        if (word.Length < 10 || word[4] != '-')
        {
            return IsTime(word);
        }

        if (!DateOnly.TryParseExact(word[..10], "yyyy-MM-dd", CultureInfo.InvariantCulture, DateTimeStyles.None, out _))
        {
            return false;
        }

        return word.Length == 10 || (word[10] is 'T' or 't' or ' ' && IsTime(WithoutOffset(word[11..])));
    }

    private static ReadOnlySpan<char> WithoutOffset(ReadOnlySpan<char> time)
    {
        if (!time.IsEmpty && time[^1] is 'Z' or 'z')
        {
            return time[..^1];
        }

        bool hasOffset = time.Length > 6 && time[^6] is '+' or '-' && time[^3] == ':'
            && IsBelow(time[^5..^3], 24) && IsBelow(time[^2..], 60);
        return hasOffset ? time[..^6] : time;
    }

    private static bool IsTime(ReadOnlySpan<char> time)
    {
        bool isClock = time.Length >= 8 && time[2] == ':' && time[5] == ':'
            && IsBelow(time[..2], 24) && IsBelow(time[3..5], 60) && IsBelow(time[6..8], 61);
        return isClock
            && (time.Length == 8 || (time[8] == '.' && time.Length > 9 && time[9..].IndexOfAnyExceptInRange('0', '9') < 0));
    }

    private static bool IsBelow(ReadOnlySpan<char> digits, int limit)
        => int.TryParse(digits, NumberStyles.None, CultureInfo.InvariantCulture, out int value) && value < limit;
}
