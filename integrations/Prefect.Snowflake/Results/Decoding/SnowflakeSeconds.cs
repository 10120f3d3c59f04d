using System.Buffers.Text;

namespace Prefect.Snowflake;

/// <summary>Reads seconds with up to nine digits behind the point, as ticks of a hundred nanoseconds: what is beyond them is cut off, as a clock does.</summary>
internal static class SnowflakeSeconds
{
    private static readonly DateTime s_epoch = DateTime.UnixEpoch;

    public static bool TryReadTicks(ReadOnlySpan<byte> text, out long ticks)
    {
        ticks = 0;
        if (!Utf8Parser.TryParse(text, out long seconds, out int length) || Math.Abs(seconds) > TimeSpan.MaxValue.Ticks / TimeSpan.TicksPerSecond)
        {
            return false;
        }

        ReadOnlySpan<byte> rest = text[length..];
        if (!TryReadFraction(rest, out long nanoseconds))
        {
            return false;
        }

        long fraction = text[0] == (byte)'-' ? -((nanoseconds + 99) / 100) : nanoseconds / 100;
        ticks = (seconds * TimeSpan.TicksPerSecond) + fraction;
        return true;
    }

    /// <summary>Reads a time from the beginning of 1970, on whichever clock.</summary>
    /// <exception cref="FormatException">The text is none.</exception>
    /// <exception cref="OverflowException">It is in no year from 1 to 9999.</exception>
    public static DateTime Read(ReadOnlySpan<byte> text, string type)
    {
        if (!TryReadTicks(text, out long ticks))
        {
            throw new FormatException($"The text of a value is none of {type}.");
        }

        return ticks >= -s_epoch.Ticks && ticks <= DateTime.MaxValue.Ticks - s_epoch.Ticks
            ? new DateTime(s_epoch.Ticks + ticks, DateTimeKind.Unspecified)
            : throw new OverflowException($"A value of {type} is in no year from 1 to 9999.");
    }

    private static bool TryReadFraction(ReadOnlySpan<byte> text, out long nanoseconds)
    {
        nanoseconds = 0;
        if (text.IsEmpty)
        {
            return true;
        }

        if (text[0] != (byte)'.' || text.Length is < 2 or > 10)
        {
            return false;
        }

        for (int index = 1; index <= 9; index++)
        {
            int digit = index < text.Length ? text[index] - '0' : 0;
            if (digit is < 0 or > 9)
            {
                return false;
            }

            nanoseconds = (nanoseconds * 10) + digit;
        }

        return true;
    }
}
