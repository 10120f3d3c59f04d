namespace Prefect.Snowflake;

/// <summary>A time of the day: seconds from midnight.</summary>
internal sealed class TimeDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(TimeOnly);

    public override object Decode(ReadOnlySpan<byte> text) =>
        SnowflakeSeconds.TryReadTicks(text, out long ticks) && ticks >= 0 && ticks <= TimeOnly.MaxValue.Ticks
            ? new TimeOnly(ticks)
            : throw Wrong("TIME");
}
