using System.Buffers.Text;

namespace Prefect.Snowflake;

/// <summary>A moment with its offset: seconds from the beginning of 1970 in Greenwich, a space, and the minutes of the offset with 1440 added.</summary>
internal sealed class TimestampTzDecoder : SnowflakeDecoder
{
    private const int Greenwich = 1440;
    private const int Farthest = 14 * 60;

    public override Type ValueType => typeof(DateTimeOffset);

    public override object Decode(ReadOnlySpan<byte> text)
    {
        int space = text.IndexOf((byte)' ');
        if (space < 0
            || !Utf8Parser.TryParse(text[(space + 1)..], out int minutes, out int length)
            || length != text.Length - space - 1
            || Math.Abs(minutes - Greenwich) > Farthest)
        {
            throw Wrong("TIMESTAMP_TZ");
        }

        DateTime moment = SnowflakeSeconds.Read(text[..space], "TIMESTAMP_TZ");
        TimeSpan offset = TimeSpan.FromMinutes(minutes - Greenwich);
        long there = moment.Ticks + offset.Ticks;
        return there >= DateTime.MinValue.Ticks && there <= DateTime.MaxValue.Ticks
            ? new DateTimeOffset(there, offset)
            : throw new OverflowException("A value of TIMESTAMP_TZ is in no year from 1 to 9999.");
    }
}
