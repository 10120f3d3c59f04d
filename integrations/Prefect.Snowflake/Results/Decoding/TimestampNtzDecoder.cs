namespace Prefect.Snowflake;

/// <summary>A time on the wall: seconds from the beginning of 1970 there.</summary>
internal sealed class TimestampNtzDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(DateTime);

    public override object Decode(ReadOnlySpan<byte> text) => SnowflakeSeconds.Read(text, "TIMESTAMP_NTZ");
}
