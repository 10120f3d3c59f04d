namespace Prefect.Snowflake;

/// <summary>Bytes, in hexadecimal digits.</summary>
internal sealed class BinaryDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(byte[]);

    public override object Decode(ReadOnlySpan<byte> text)
    {
        try
        {
            return Convert.FromHexString(text);
        }
        catch (FormatException)
        {
            throw Wrong("BINARY");
        }
    }
}
