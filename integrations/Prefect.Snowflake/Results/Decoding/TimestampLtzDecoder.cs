namespace Prefect.Snowflake;

/// <summary>A moment: seconds from the beginning of 1970 in Greenwich, told by the clocks of the session's time zone.</summary>
internal sealed class TimestampLtzDecoder(TimeZoneInfo zone) : SnowflakeDecoder
{
    public override Type ValueType => typeof(DateTimeOffset);

    public override object Decode(ReadOnlySpan<byte> text)
    {
        DateTimeOffset moment = new(SnowflakeSeconds.Read(text, "TIMESTAMP_LTZ"), TimeSpan.Zero);
        return TimeZoneInfo.ConvertTime(moment, zone);
    }
}
