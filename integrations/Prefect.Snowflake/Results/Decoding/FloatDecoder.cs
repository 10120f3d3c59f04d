using System.Buffers.Text;
using System.Text;

namespace Prefect.Snowflake;

/// <summary>A number of floating point.</summary>
internal sealed class FloatDecoder : SnowflakeDecoder
{
    public override Type ValueType => typeof(double);

    public override object Decode(ReadOnlySpan<byte> text) =>
        Utf8Parser.TryParse(text, out double number, out int length) && length == text.Length ? number : Special(text);

    private static double Special(ReadOnlySpan<byte> text) => Encoding.UTF8.GetString(text).ToUpperInvariant() switch
    {
        "NAN" => double.NaN,
        "INF" or "+INF" or "INFINITY" => double.PositiveInfinity,
        "-INF" or "-INFINITY" => double.NegativeInfinity,
        _ => throw Wrong("FLOAT"),
    };
}
