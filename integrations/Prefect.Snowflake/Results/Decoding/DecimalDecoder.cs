using System.Buffers.Text;
using System.Text;

namespace Prefect.Snowflake;

/// <summary>A number with digits behind the point: a <see cref="decimal"/> where it is exact, and a <see cref="SnowflakeNumber"/> beyond.</summary>
internal sealed class DecimalDecoder : SnowflakeDecoder
{
    // A decimal has 28 digits for sure; sign and point come besides.
    private const int SurelyExact = 28;

    public override Type ValueType => typeof(decimal);

    public override object Decode(ReadOnlySpan<byte> text) =>
        text.Length <= SurelyExact && Utf8Parser.TryParse(text, out decimal number, out int length) && length == text.Length ? number : Large(text);

    internal static object Large(ReadOnlySpan<byte> text, string type = "NUMBER")
    {
        if (!SnowflakeNumber.TryParse(Encoding.UTF8.GetString(text), out SnowflakeNumber number))
        {
            throw Wrong(type);
        }

        return number.TryToDecimal(out decimal exact) ? (object)exact : number;
    }
}
