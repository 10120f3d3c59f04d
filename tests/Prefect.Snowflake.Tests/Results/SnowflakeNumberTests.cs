using System.Globalization;
using System.Numerics;

namespace Prefect.Snowflake.Tests.Results;

public sealed class SnowflakeNumberTests
{
    [Theory]
    [InlineData("0", "0")]
    [InlineData("-0.0", "0")]
    [InlineData("1.50", "1.5")]
    [InlineData("1500", "1500")]
    [InlineData("-0.000001", "-0.000001")]
    [InlineData("1.5e3", "1500")]
    [InlineData("1E-5", "0.00001")]
    [InlineData("1e100", "1E+100")]
    [InlineData("-12e-100", "-12E-100")]
    [InlineData("99999999999999999999999999999999999999", "99999999999999999999999999999999999999")]
    public void Text_is_the_shortest_that_says_it_all(string text, string written) => SnowflakeNumber.Parse(text).ToString().ShouldBe(written);

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.-5")]
    [InlineData("1,5")]
    [InlineData("1e")]
    [InlineData("1e99999")]
    [InlineData("0x10")]
    [InlineData(" 1")]
    public void What_is_no_number_is_refused(string? text) => SnowflakeNumber.TryParse(text, out _).ShouldBeFalse();

    [Fact]
    public void Text_of_any_length_is_refused_rather_than_read() => SnowflakeNumber.TryParse(new string('9', 100_000), out _).ShouldBeFalse();

    [Fact]
    public void Equal_numbers_are_equal_however_they_are_written()
    {
        SnowflakeNumber.Parse("1.50").ShouldBe(SnowflakeNumber.Parse("15e-1"));
        SnowflakeNumber.Parse("1.50").GetHashCode().ShouldBe(SnowflakeNumber.Parse("1.5").GetHashCode());
        (SnowflakeNumber.Parse("2") == 2).ShouldBeTrue();
        (SnowflakeNumber.Parse("2") != 2.5m).ShouldBeTrue();
    }

    [Fact]
    public void Numbers_are_ordered_by_their_value()
    {
        string[] ordered = ["-1e50", "-1.5", "-1.4999", "0", "1e-30", "1", "1e30"];

        ordered.Reverse().Select(SnowflakeNumber.Parse).Order().Select(static number => number.ToString())
            .ShouldBe(ordered.Select(static text => SnowflakeNumber.Parse(text).ToString()));
        (SnowflakeNumber.Parse("1") < SnowflakeNumber.Parse("1.1")).ShouldBeTrue();
        (SnowflakeNumber.Parse("1") >= SnowflakeNumber.Parse("1.0")).ShouldBeTrue();
    }

    [Fact]
    public void Decimal_is_given_where_it_is_exact_only()
    {
        SnowflakeNumber.Parse("79228162514264337593543950335").ToDecimal().ShouldBe(decimal.MaxValue);
        Should.Throw<OverflowException>(() => SnowflakeNumber.Parse("79228162514264337593543950336").ToDecimal());
        Should.Throw<OverflowException>(() => SnowflakeNumber.Parse("1.00000000000000000000000000001").ToDecimal());
        Should.Throw<OverflowException>(() => SnowflakeNumber.Parse("1e10000").ToDecimal());
        ((double)SnowflakeNumber.Parse("1e100")).ShouldBe(1e100);
    }

    [Fact]
    public void Digits_and_scale_make_a_number()
    {
        new SnowflakeNumber(BigInteger.Pow(10, 20), 2).ToString().ShouldBe(BigInteger.Pow(10, 18).ToString(CultureInfo.InvariantCulture));
        new SnowflakeNumber(12345, 3).Scale.ShouldBe(3);
        new SnowflakeNumber(12000, 3).Scale.ShouldBe(0);
        Should.Throw<ArgumentOutOfRangeException>(() => new SnowflakeNumber(1, 20_001));
    }
}
