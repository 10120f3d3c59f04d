namespace Prefect.Snowflake;

/// <summary>A decimal number of floating point: a <see cref="decimal"/> where it is exact, and a <see cref="SnowflakeNumber"/> beyond.</summary>
internal sealed class DecFloatDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(decimal);

    public override object Decode(ReadOnlySpan<byte> text) => DecimalDecoder.Large(text, "DECFLOAT");
}
