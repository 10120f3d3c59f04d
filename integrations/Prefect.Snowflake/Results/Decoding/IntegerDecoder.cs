using System.Buffers.Text;
using System.Globalization;
using System.Numerics;
using System.Text;

namespace Prefect.Snowflake;

/// <summary>A number without digits behind the point: a <see cref="long"/> where it is one, and a <see cref="BigInteger"/> beyond.</summary>
internal sealed class IntegerDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(long);

    public override object Decode(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out long number, out int length) && length == text.Length ? number : (object)Large(text);

    private static BigInteger Large(ReadOnlySpan<byte> text) =>
        BigInteger.TryParse(Encoding.UTF8.GetString(text), NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger large)
            ? large
            : throw Wrong("NUMBER");
}
