using System.Globalization;
using System.Text;

namespace Prefect.Snowflake;

/// <summary>A span of days to seconds, in nanoseconds.</summary>
internal sealed class IntervalDayTimeDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(TimeSpan);

    public override object Decode(ReadOnlySpan<byte> text)
    {
        if (!Int128.TryParse(Encoding.UTF8.GetString(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out Int128 nanoseconds))
        {
            throw Wrong("INTERVAL DAY TO SECOND");
        }

        Int128 ticks = nanoseconds / TimeSpan.NanosecondsPerTick;
        return ticks >= TimeSpan.MinValue.Ticks && ticks <= TimeSpan.MaxValue.Ticks
            ? new TimeSpan((long)ticks)
            : throw new OverflowException("An interval has more days than a TimeSpan can have.");
    }
}
