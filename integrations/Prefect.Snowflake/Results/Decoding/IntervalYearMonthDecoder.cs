using System.Buffers.Text;
using System.Globalization;

namespace Prefect.Snowflake;

/// <summary>A span of years and months, in months, as the text that Python's driver makes of it: <c>+1-02</c>.</summary>
/// <param name="scale">1 where only years are meant, 2 where only months are, or else both.</param>
internal sealed class IntervalYearMonthDecoder(int scale) : SnowflakeDecoder
{
    private const int OnlyYears = 1;
    private const int OnlyMonths = 2;

    public override Type ValueType => typeof(string);

    public override object Decode(ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out long months, out int length) || length != text.Length || months == long.MinValue)
        {
            throw Wrong("INTERVAL YEAR TO MONTH");
        }

        char sign = months < 0 ? '-' : '+';
        long size = Math.Abs(months);
        return scale switch
        {
            OnlyMonths => string.Create(CultureInfo.InvariantCulture, $"{sign}{size}"),
            OnlyYears => string.Create(CultureInfo.InvariantCulture, $"{sign}{size / 12}"),
            _ => string.Create(CultureInfo.InvariantCulture, $"{sign}{size / 12}-{size % 12:00}"),
        };
    }
}
