using System.Buffers.Text;

namespace Prefect.Snowflake;

/// <summary>A day: the service counts them from the first one of 1970.</summary>
internal sealed class DateDecoder : SnowflakeDecoder
{
    private static readonly int s_epoch = new DateOnly(1970, 1, 1).DayNumber;

    public override Type ValueType => typeof(DateOnly);

    public override object Decode(ReadOnlySpan<byte> text)
    {
        if (!Utf8Parser.TryParse(text, out int days, out int length) || length != text.Length)
        {
            throw Wrong("DATE");
        }

        long number = (long)s_epoch + days;
        return number >= DateOnly.MinValue.DayNumber && number <= DateOnly.MaxValue.DayNumber
            ? DateOnly.FromDayNumber((int)number)
            : throw new OverflowException($"The day {days} from 1970 is in no year from 1 to 9999.");
    }
}
