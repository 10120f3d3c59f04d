using System.Numerics;
using System.Text;

namespace Prefect.Snowflake.Tests.Results;

public sealed class SnowflakeDecodingTests
{
    private static readonly TimeZoneInfo s_zone = TimeZoneInfo.CreateCustomTimeZone("test", TimeSpan.FromHours(-8), "test", "test");

    [Fact]
    public void Number_without_digits_behind_the_point_is_a_long_or_beyond_it_a_big_one()
    {
        Decode(SnowflakeType.Number, "0").ShouldBe(0L);
        Decode(SnowflakeType.Number, "-9223372036854775808").ShouldBe(long.MinValue);
        Decode(SnowflakeType.Number, "9223372036854775808").ShouldBe(BigInteger.Parse("9223372036854775808"));
        Decode(SnowflakeType.Number, "-99999999999999999999999999999999999999").ShouldBe(-BigInteger.Pow(10, 38) + 1);
    }

    [Fact]
    public void Number_with_digits_behind_the_point_is_a_decimal_that_keeps_its_zeros_or_beyond_it_a_number_of_ours()
    {
        Decode(SnowflakeType.Number, "1.50", scale: 2).ShouldBe(1.50m);
        Decode(SnowflakeType.Number, "1.50", scale: 2).ToString().ShouldBe("1.50");
        Decode(SnowflakeType.Number, "-0.0000000000000000000000000001", scale: 28).ShouldBe(-0.0000000000000000000000000001m);
        Decode(SnowflakeType.Number, "1234567890123456789012345678.9", scale: 1).ShouldBe(1234567890123456789012345678.9m);
        Decode(SnowflakeType.Number, "0.00000000000000000000000000000000000001", scale: 38).ShouldBe(new SnowflakeNumber(1, 38));
        Decode(SnowflakeType.Number, "9.9999999999999999999999999999999999999", scale: 37).ShouldBeOfType<SnowflakeNumber>().ToString()
            .ShouldBe("9.9999999999999999999999999999999999999");
    }

    [Fact]
    public void Decimal_number_of_floating_point_is_exact()
    {
        Decode(SnowflakeType.DecFloat, "123.456").ShouldBe(123.456m);
        Decode(SnowflakeType.DecFloat, "1.5e3").ShouldBe(1500m);
        Decode(SnowflakeType.DecFloat, "1E+100").ShouldBe(new SnowflakeNumber(1, -100));
        Decode(SnowflakeType.DecFloat, "-1.23E-16383").ShouldBe(new SnowflakeNumber(-123, 16385));
    }

    [Theory]
    [InlineData("1.5", 1.5)]
    [InlineData("-1.7976931348623157e+308", double.MinValue)]
    [InlineData("2.2250738585072014e-308", 2.2250738585072014e-308)]
    [InlineData("NaN", double.NaN)]
    [InlineData("inf", double.PositiveInfinity)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("-Infinity", double.NegativeInfinity)]
    public void Number_of_floating_point_may_be_none_or_without_end(string text, double value) => Decode(SnowflakeType.Float, text).ShouldBe(value);

    [Theory]
    [InlineData("1", true)]
    [InlineData("0", false)]
    [InlineData("TRUE", true)]
    [InlineData("false", false)]
    public void Truth_is_a_digit_or_a_word(string text, bool value) => Decode(SnowflakeType.Boolean, text).ShouldBe(value);

    [Fact]
    public void Day_is_counted_from_1970()
    {
        Decode(SnowflakeType.Date, "0").ShouldBe(new DateOnly(1970, 1, 1));
        Decode(SnowflakeType.Date, "19782").ShouldBe(new DateOnly(2024, 2, 29));
        Decode(SnowflakeType.Date, "-719162").ShouldBe(DateOnly.MinValue);
        Decode(SnowflakeType.Date, "2932896").ShouldBe(DateOnly.MaxValue);
        Should.Throw<OverflowException>(() => Decode(SnowflakeType.Date, "2932897"));
    }

    [Theory]
    [InlineData("0", 0)]
    [InlineData("0.000", 0)]
    [InlineData("82919.123456789", 829_191_234_567)]
    [InlineData("86399.999999999", 863_999_999_999)]
    [InlineData("1.5", 15_000_000)]
    public void Time_of_the_day_is_seconds_from_midnight(string text, long ticks) => Decode(SnowflakeType.Time, text, scale: 9).ShouldBe(new TimeOnly(ticks));

    [Fact]
    public void Time_on_the_wall_is_of_no_kind_and_may_be_before_1970()
    {
        DateTime time = Decode(SnowflakeType.TimestampNtz, "1709210096.123456789", scale: 9).ShouldBeOfType<DateTime>();
        time.ShouldBe(new DateTime(2024, 2, 29, 12, 34, 56).AddTicks(1_234_567));
        time.Kind.ShouldBe(DateTimeKind.Unspecified);
        Decode(SnowflakeType.TimestampNtz, "-0.000000100", scale: 9).ShouldBe(DateTime.UnixEpoch.AddTicks(-1));
        Decode(SnowflakeType.TimestampNtz, "-0.000000001", scale: 9).ShouldBe(DateTime.UnixEpoch.AddTicks(-1));
        Decode(SnowflakeType.TimestampNtz, "-1.500", scale: 3).ShouldBe(DateTime.UnixEpoch.AddSeconds(-1.5));
        Decode(SnowflakeType.TimestampNtz, "253402300799.999999999", scale: 9).ShouldBe(DateTime.MaxValue);
        Should.Throw<OverflowException>(() => Decode(SnowflakeType.TimestampNtz, "253402300800", scale: 0));
    }

    [Fact]
    public void Moment_is_told_by_the_clocks_of_the_session()
    {
        DateTimeOffset moment = Decode(SnowflakeType.TimestampLtz, "1709210096.5", scale: 1).ShouldBeOfType<DateTimeOffset>();

        moment.ShouldBe(new DateTimeOffset(2024, 2, 29, 12, 34, 56, 500, TimeSpan.Zero));
        moment.Offset.ShouldBe(TimeSpan.FromHours(-8));
    }

    [Theory]
    [InlineData("1709210096.000000000 1440", 0)]
    [InlineData("1709210096.000000000 1770", 330)]
    [InlineData("1709210096 960", -480)]
    public void Moment_with_its_offset_keeps_it(string text, int minutes)
    {
        DateTimeOffset moment = Decode(SnowflakeType.TimestampTz, text, scale: 9).ShouldBeOfType<DateTimeOffset>();

        moment.ShouldBe(new DateTimeOffset(2024, 2, 29, 12, 34, 56, TimeSpan.Zero));
        moment.Offset.ShouldBe(TimeSpan.FromMinutes(minutes));
    }

    [Fact]
    public void Bytes_are_hexadecimal_in_either_case()
    {
        Decode(SnowflakeType.Binary, "00fFaB").ShouldBe(new byte[] { 0x00, 0xFF, 0xAB });
        Decode(SnowflakeType.Binary, "").ShouldBe(Array.Empty<byte>());
    }

    [Theory]
    [InlineData(SnowflakeType.Variant)]
    [InlineData(SnowflakeType.Object)]
    [InlineData(SnowflakeType.Array)]
    [InlineData(SnowflakeType.Map)]
    [InlineData(SnowflakeType.Geography)]
    [InlineData(SnowflakeType.Geometry)]
    [InlineData(SnowflakeType.Text)]
    [InlineData(SnowflakeType.Unknown)]
    public void Whatever_has_no_form_of_its_own_comes_as_the_text_that_it_is(SnowflakeType type) =>
        Decode(type, """{ "a": [1, "ü"] }""").ShouldBe("""{ "a": [1, "ü"] }""");

    [Fact]
    public void Vector_is_an_array_of_its_numbers()
    {
        Decode(SnowflakeType.Vector, "[1.5,-2,3e1]", element: SnowflakeType.Float).ShouldBe(new[] { 1.5f, -2f, 30f });
        Decode(SnowflakeType.Vector, "[1,-2,2147483647]", element: SnowflakeType.Number).ShouldBe(new[] { 1, -2, int.MaxValue });
    }

    [Fact]
    public void Spans_of_time_are_such()
    {
        Decode(SnowflakeType.IntervalDayTime, "93784000000000").ShouldBe(new TimeSpan(1, 2, 3, 4));
        Decode(SnowflakeType.IntervalYearMonth, "14").ShouldBe("+1-02");
        Decode(SnowflakeType.IntervalYearMonth, "-14", scale: 2).ShouldBe("-14");
        Decode(SnowflakeType.IntervalYearMonth, "24", scale: 1).ShouldBe("+2");
        Should.Throw<OverflowException>(() => Decode(SnowflakeType.IntervalDayTime, "99999999999999999999999999"));
    }

    [Theory]
    [InlineData(SnowflakeType.Number, "")]
    [InlineData(SnowflakeType.Number, "one")]
    [InlineData(SnowflakeType.Number, "1 ")]
    [InlineData(SnowflakeType.Float, "1,5")]
    [InlineData(SnowflakeType.DecFloat, "1e")]
    [InlineData(SnowflakeType.Boolean, "yes")]
    [InlineData(SnowflakeType.Date, "2024-02-29")]
    [InlineData(SnowflakeType.Time, "12:34")]
    [InlineData(SnowflakeType.Time, "86400")]
    [InlineData(SnowflakeType.Time, "-1")]
    [InlineData(SnowflakeType.TimestampNtz, "1.")]
    [InlineData(SnowflakeType.TimestampNtz, "1.0000000000")]
    [InlineData(SnowflakeType.TimestampNtz, "1.5x")]
    [InlineData(SnowflakeType.TimestampTz, "1709210096.0")]
    [InlineData(SnowflakeType.TimestampTz, "1709210096.0 9000")]
    [InlineData(SnowflakeType.Binary, "0")]
    [InlineData(SnowflakeType.Binary, "zz")]
    [InlineData(SnowflakeType.Vector, "1")]
    [InlineData(SnowflakeType.Vector, "[1,")]
    [InlineData(SnowflakeType.Vector, "[\"a\"]")]
    [InlineData(SnowflakeType.IntervalYearMonth, "-9223372036854775808")]
    [InlineData(SnowflakeType.IntervalDayTime, "1 day")]
    public void Text_that_is_none_of_the_type_is_refused(SnowflakeType type, string text) =>
        Should.Throw<FormatException>(() => Decode(type, text, scale: type is SnowflakeType.Number ? 0 : 9));

    private static object Decode(SnowflakeType type, string text, int? scale = null, SnowflakeType? element = null)
    {
        SnowflakeColumn column = new() { Name = "C", Type = type, TypeName = "", Scale = scale, ElementType = element };
        return SnowflakeDecoders.Of(column, s_zone).Decode(Encoding.UTF8.GetBytes(text));
    }
}
