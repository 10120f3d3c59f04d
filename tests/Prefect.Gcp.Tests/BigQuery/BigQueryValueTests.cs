using System.Globalization;
using System.Numerics;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryValueTests
{
    [Theory]
    [InlineData("0", "0", 0)]
    [InlineData("-0.50", "-0.5", 1)]
    [InlineData("+7", "7", 0)]
    [InlineData("100", "100", 0)]
    [InlineData(".25", "0.25", 2)]
    [InlineData("0.00000000000000000000000000000000000001", "0.00000000000000000000000000000000000001", 38)]
    public void Numbers_are_read_and_written(string text, string written, int scale)
    {
        BigQueryNumeric number = BigQueryNumeric.Parse(text);
        number.ToString().ShouldBe(written);
        number.Scale.ShouldBe(scale);
    }

    [Theory]
    [InlineData("")]
    [InlineData(".")]
    [InlineData("1.2.3")]
    [InlineData("1e5")]
    [InlineData("1,5")]
    [InlineData(".-5")]
    [InlineData("1.+5")]
    [InlineData("1.5\0")]
    [InlineData("0x10")]
    [InlineData("NaN")]
    public void What_is_no_number_is_refused(string text)
    {
        Should.Throw<FormatException>(() => BigQueryNumeric.Parse(text));
        BigQueryNumeric.TryParse(text, out _).ShouldBeFalse();
        BigQueryNumeric.TryParse(new string('1', 1000), out _).ShouldBeFalse();
    }

    [Fact]
    public void Numbers_compare_by_value_and_convert_exactly_or_not_at_all()
    {
        BigQueryNumeric half = 0.5m;
        (half == BigQueryNumeric.Parse("0.500")).ShouldBeTrue();
        half.GetHashCode().ShouldBe(BigQueryNumeric.Parse("0.500").GetHashCode());
        (half < 1).ShouldBeTrue();
        (BigQueryNumeric.Parse("-100") < BigQueryNumeric.Parse("-99.999")).ShouldBeTrue();
        ((decimal)half).ShouldBe(0.5m);
        ((double)half).ShouldBe(0.5);
        ((BigQueryNumeric)decimal.MaxValue).ToDecimal().ShouldBe(decimal.MaxValue);
        ((BigQueryNumeric)decimal.MinValue).ToDecimal().ShouldBe(decimal.MinValue);
        Should.Throw<OverflowException>(() => BigQueryNumeric.Parse("99999999999999999999999999999").ToDecimal());
        Should.Throw<OverflowException>(() => BigQueryNumeric.Parse("1234567890123456789012345678.123456789").ToDecimal());
    }

    [Fact]
    public void Decimals_come_back_whatever_culture_reigns()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NumberDecimalSeparator = ",";
        other.NumberFormat.NegativeSign = "~";
        try
        {
            CultureInfo.CurrentCulture = other;
            ((BigQueryNumeric)(-1234.5m)).ToString().ShouldBe("-1234.5");
            BigQueryNumeric.Parse("-1234.5").ToDecimal().ShouldBe(-1234.5m);
            new BigQueryInterval(0, 0, TimeSpan.FromMilliseconds(1500)).ToString().ShouldBe("0-0 0 0:0:1.5");
            BigQueryText.Of(0.1).ShouldBe("0.1");
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Numeric_ends_where_the_service_says()
    {
        BigQueryNumeric.Parse("99999999999999999999999999999.999999999").FitsNumeric.ShouldBeTrue();
        BigQueryNumeric.Parse("100000000000000000000000000000").FitsNumeric.ShouldBeFalse();
        BigQueryNumeric.Parse("0.0000000001").FitsNumeric.ShouldBeFalse();
        new BigQueryNumeric(BigInteger.Pow(10, 38)).FitsBigNumeric.ShouldBeTrue();
        new BigQueryNumeric(BigInteger.Pow(10, 39)).FitsBigNumeric.ShouldBeFalse();
    }

    [Theory]
    [InlineData("0-0 0 0:0:0")]
    [InlineData("1-2 3 4:5:6.789")]
    [InlineData("-1-2 -3 -4:5:6.000001")]
    [InlineData("10000-0 3660000 87840000:0:0")]
    public void Durations_come_back_as_they_were(string text) => BigQueryInterval.Parse(text).ToString().ShouldBe(text);

    [Fact]
    public void The_longest_durations_are_written()
    {
        new BigQueryInterval(int.MinValue, int.MinValue, TimeSpan.MinValue).ToString().ShouldBe("-178956970-8 -2147483648 -256204778:48:5.47758");
        new BigQueryInterval(int.MaxValue, int.MaxValue, TimeSpan.MaxValue).ToString().ShouldBe("178956970-7 2147483647 256204778:48:5.47758");
    }

    [Theory]
    [InlineData("")]
    [InlineData("1-2 3")]
    [InlineData("1-2 3 4:5")]
    [InlineData("1-2 3 4:5:x")]
    [InlineData("1 2 3 4")]
    [InlineData("99999999999-1 0 0:0:0")]
    public void What_is_no_duration_is_refused(string text)
    {
        BigQueryInterval.TryParse(text, out _).ShouldBeFalse();
        Should.Throw<FormatException>(() => BigQueryInterval.Parse(text));
    }

    [Theory]
    [InlineData("int64", "INT64")]
    [InlineData(" INTEGER ", "INT64")]
    [InlineData("ARRAY<float>", "ARRAY<FLOAT64>")]
    [InlineData("struct< a int64 , b array<struct<string, x date>> >", "STRUCT<a INT64, b ARRAY<STRUCT<STRING, x DATE>>>")]
    [InlineData("STRUCT<`order` STRING>", "STRUCT<order STRING>")]
    [InlineData("range<timestamp>", "RANGE<TIMESTAMP>")]
    public void Types_are_read_as_SQL_has_them(string text, string expected)
    {
        BigQueryType type = BigQueryType.Parse(text);
        type.ToString().ShouldBe(expected);
        type.ShouldBe((BigQueryType)expected);
        type.GetHashCode().ShouldBe(((BigQueryType)expected).GetHashCode());
    }

    [Theory]
    [InlineData("")]
    [InlineData("TEXT")]
    [InlineData("ARRAY")]
    [InlineData("ARRAY<INT64")]
    [InlineData("ARRAY<ARRAY<INT64>>")]
    [InlineData("RANGE<INT64>")]
    [InlineData("STRUCT<>")]
    [InlineData("INT64 x")]
    [InlineData("NUMERIC(10, 2)")]
    public void What_is_no_type_is_refused(string text) => Should.Throw<ArgumentException>(() => BigQueryType.Parse(text));

    [Fact]
    public void Values_and_fields_have_a_type_and_fields_a_name()
    {
        BigQueryType none = null!;
        Should.Throw<ArgumentNullException>(() => new BigQueryValue(none, 1));
        Should.Throw<ArgumentNullException>(() => BigQueryValue.Null(none));
        Should.Throw<ArgumentNullException>(() => new BigQueryField("a", none));
        Should.Throw<ArgumentNullException>(() => new BigQueryField(null!, "INT64"));
        Should.Throw<ArgumentNullException>(() => new BigQueryField("a", "INT64") with { Type = none });
    }

    [Fact]
    public void A_type_that_never_ends_is_refused() =>
        Should.Throw<ArgumentException>(() => BigQueryType.Parse(string.Concat(Enumerable.Repeat("STRUCT<a ", 10_000))));
}
