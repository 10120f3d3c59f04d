using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryParameterTests
{
    public static TheoryData<object, string, string> Inferred => new()
    {
        { true, "BOOL", "true" },
        { 5, "INT64", "5" },
        { (byte)5, "INT64", "5" },
        { ulong.MaxValue, "NUMERIC", "18446744073709551615" },
        { new BigInteger(7), "NUMERIC", "7" },
        { BigInteger.Pow(10, 30), "BIGNUMERIC", "1000000000000000000000000000000" },
        { 1.5, "FLOAT64", "1.5" },
        { double.NegativeInfinity, "FLOAT64", "-Infinity" },
        { 0.1f, "FLOAT64", "0.10000000149011612" },
        { 12.50m, "NUMERIC", "12.50" },
        { 0.0000000001m, "BIGNUMERIC", "0.0000000001" },
        { BigQueryNumeric.Parse("1.5"), "NUMERIC", "1.5" },
        { "ü'\"", "STRING", "ü'\"" },
        { 'x', "STRING", "x" },
        { DayOfWeek.Friday, "STRING", "Friday" },
        { new Guid("a0a0a0a0-0000-0000-0000-000000000001"), "STRING", "a0a0a0a0-0000-0000-0000-000000000001" },
        { new byte[] { 0, 255 }, "BYTES", "AP8=" },
        { new DateOnly(2024, 2, 29), "DATE", "2024-02-29" },
        { new TimeOnly(1, 2, 3, 4, 5), "TIME", "01:02:03.004005" },
        { new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Unspecified), "DATETIME", "2024-02-29T01:02:03.000000" },
        { new DateTime(2024, 2, 29, 1, 2, 3, DateTimeKind.Utc), "TIMESTAMP", "2024-02-29 01:02:03.000000+00:00" },
        { new DateTimeOffset(2024, 2, 29, 1, 2, 3, TimeSpan.FromHours(2)), "TIMESTAMP", "2024-02-28 23:02:03.000000+00:00" },
        { TimeSpan.FromSeconds(-90), "INTERVAL", "0-0 0 -0:1:30" },
        { new BigQueryInterval(14, 3, TimeSpan.Zero), "INTERVAL", "1-2 3 0:0:0" },
        { JsonNode.Parse("""{"a":1}""")!, "JSON", """{"a":1}""" },
        { JsonElement.Parse("[1]"), "JSON", "[1]" },
    };

    [Theory]
    [MemberData(nameof(Inferred))]
    public void A_value_tells_its_type(object value, string type, string text)
    {
        JsonObject parameter = Write(value);
        ((string?)parameter["parameterType"]!["type"]).ShouldBe(type);
        ((string?)parameter["parameterValue"]!["value"]).ShouldBe(text);
    }

    [Fact]
    public void Large_numbers_are_written_alike_whatever_culture_reigns()
    {
        CultureInfo before = CultureInfo.CurrentCulture;
        CultureInfo other = (CultureInfo)CultureInfo.InvariantCulture.Clone();
        other.NumberFormat.NegativeSign = "\u2212";
        try
        {
            CultureInfo.CurrentCulture = other;
            foreach (object number in new object[] { new BigInteger(-7), (Int128)(-7) })
            {
                Write(number).ToJsonString().ShouldBe("""{"name":"p","parameterType":{"type":"NUMERIC"},"parameterValue":{"value":"-7"}}""");
            }
        }
        finally
        {
            CultureInfo.CurrentCulture = before;
        }
    }

    [Fact]
    public void Arrays_structs_and_ranges_are_written_in_the_services_form()
    {
        Write(new[] { 1L, 2L }).ToJsonString().ShouldBe(
            """{"name":"p","parameterType":{"type":"ARRAY","arrayType":{"type":"INT64"}},"parameterValue":{"arrayValues":[{"value":"1"},{"value":"2"}]}}""");
        Write(Array.Empty<string>()).ToJsonString().ShouldBe(
            """{"name":"p","parameterType":{"type":"ARRAY","arrayType":{"type":"STRING"}},"parameterValue":{"arrayValues":[]}}""");
        Write(new Dictionary<string, object?> { ["x"] = 1.5, ["tags"] = new List<string> { "a" } }).ToJsonString().ShouldBe(
            """{"name":"p","parameterType":{"type":"STRUCT","structTypes":[{"name":"x","type":{"type":"FLOAT64"}},{"name":"tags","type":{"type":"ARRAY","arrayType":{"type":"STRING"}}}]},"""
            + """ "parameterValue":{"structValues":{"x":{"value":"1.5"},"tags":{"arrayValues":[{"value":"a"}]}}}}""".TrimStart());
        Write(new BigQueryRange<DateOnly>(new DateOnly(2024, 1, 1), null)).ToJsonString().ShouldBe(
            """{"name":"p","parameterType":{"type":"RANGE","rangeElementType":{"type":"DATE"}},"parameterValue":{"rangeValue":{"start":{"value":"2024-01-01"},"end":{}}}}""");
        ((string?)Write(new object[] { 1, 2.5m, 0.00000000001m })["parameterType"]!["arrayType"]!["type"]).ShouldBe("BIGNUMERIC");
        ((string?)Write(new object[] { new Dictionary<string, object?> { ["a"] = 1 } })["parameterType"]!["arrayType"]!["type"]).ShouldBe("STRUCT");
    }

    [Theory]
    [InlineData("INT64")]
    [InlineData("JSON")]
    [InlineData("ARRAY<DATE>")]
    [InlineData("STRUCT<a INT64>")]
    [InlineData("RANGE<DATE>")]
    public void A_null_has_the_type_that_is_said(string type)
    {
        JsonObject parameter = Write(BigQueryValue.Null(type));
        parameter["parameterValue"]!.ToJsonString().ShouldBe("{}");
        BigQueryStatement marked = BigQueryStatement.Of($"SELECT %(p:{type})s", new Dictionary<string, object?> { ["p"] = null });
        marked.Sql.ShouldBe("SELECT @`p`");
        JsonNode.DeepEquals(marked.Parameters![0], parameter).ShouldBeTrue();
    }

    [Fact]
    public void A_null_without_a_type_is_refused_with_what_to_write() =>
        Should.Throw<ArgumentException>(() => Write(null)).Message.ShouldContain("%(p:INT64)s");

    [Fact]
    public void Values_that_do_not_fit_are_refused_by_name()
    {
        Should.Throw<ArgumentException>(() => Write(new object())).Message.ShouldContain("'p'");
        Should.Throw<ArgumentException>(() => Write(Array.Empty<object>())).Message.ShouldContain("empty");
        Should.Throw<ArgumentException>(() => Write(new object[] { 1, "a" })).Message.ShouldContain("different");
        Should.Throw<ArgumentException>(() => Write(new[] { new[] { 1 } }));
        Should.Throw<ArgumentException>(() => Write(new Dictionary<string, object?>()));
        Should.Throw<ArgumentException>(() => Write(new BigQueryValue("INT64", true))).Message.ShouldContain("INT64");
        Should.Throw<ArgumentException>(() => Write(new BigQueryValue("DATE", 5)));
        Should.Throw<ArgumentException>(() => Write(new BigQueryValue("ARRAY<INT64>", "1,2")));
        Should.Throw<ArgumentException>(() => Write(new BigQueryValue("STRUCT<a INT64>", new Dictionary<string, object?> { ["b"] = 1 }))).Message.ShouldContain("'b'");
        Should.Throw<ArgumentException>(() => Write(BigInteger.Pow(10, 60))).Message.ShouldContain("digits");
        Should.Throw<ArgumentException>(() => Write(BigInteger.Pow(10, 300))).Message.ShouldContain("digits");
        Should.Throw<ArgumentException>(() => Write(new BigQueryValue("NUMERIC", 1e30))).Message.ShouldContain("NUMERIC");
        Should.Throw<ArgumentException>(() => Write(new BigQueryValue("NUMERIC", double.NaN))).Message.ShouldContain("NUMERIC");
        Should.Throw<ArgumentException>(() => Write(default(JsonElement))).Message.ShouldContain("JSON");
        Dictionary<string, object?> circle = [];
        circle["again"] = circle;
        Should.Throw<ArgumentException>(() => Write(circle)).Message.ShouldContain("deep");
    }

    [Theory]
    [InlineData("SELECT %(a)s, '%(a)s', `%(a)s` -- %(a)s", "SELECT @`a`, '%(a)s', `%(a)s` -- %(a)s")]
    [InlineData("SELECT %(a)s WHERE x LIKE '100%%' AND y = 5 %% 2", "SELECT @`a` WHERE x LIKE '100%' AND y = 5 % 2")]
    [InlineData("SELECT @a, FORMAT('%d%%', 5)", "SELECT @a, FORMAT('%d%%', 5)")]
    [InlineData("SELECT %(a:int64)s /* it's %(b)s */ + %(a)s", "SELECT @`a` /* it's %(b)s */ + @`a`")]
    [InlineData("SELECT 'it\\'s %(b)s', \"\"\"a \"quoted\" %(b)s\"\"\", %(a)s", "SELECT 'it\\'s %(b)s', \"\"\"a \"quoted\" %(b)s\"\"\", @`a`")]
    [InlineData("SELECT %(a)s # 100%", "SELECT @`a` # 100%")]
    [InlineData("SELECT %(a)s, 'open", "SELECT @`a`, 'open")]
    public void Pythons_places_by_name_become_the_services(string operation, string expected) =>
        BigQueryStatement.Of(operation, new Dictionary<string, object?> { ["a"] = 1 }).Sql.ShouldBe(expected);

    [Theory]
    [InlineData("SELECT %s, %(:STRING)s, FORMAT('%s', 1)", "SELECT ?, ?, FORMAT('%s', 1)")]
    [InlineData("SELECT %s WHERE x LIKE '%%s' AND %s", "SELECT ? WHERE x LIKE '%s' AND ?")]
    [InlineData("SELECT ?, ?", "SELECT ?, ?")]
    public void Pythons_places_by_position_become_the_services(string operation, string expected)
    {
        BigQueryStatement statement = BigQueryStatement.Of(operation, [1, "x"]);
        statement.Sql.ShouldBe(expected);
        statement.IsPositional.ShouldBeTrue();
        statement.Parameters!.Count.ShouldBe(2);
        statement.Parameters[0]!.AsObject().ContainsKey("name").ShouldBeFalse();
    }

    [Fact]
    public void Places_and_parameters_must_match()
    {
        Should.Throw<ArgumentException>(() => BigQueryStatement.Of("SELECT %(a)s, %(b)s", new Dictionary<string, object?> { ["a"] = 1 })).Message.ShouldContain("'b'");
        Should.Throw<ArgumentException>(() => BigQueryStatement.Of("SELECT %s", [1, 2])).Message.ShouldContain("1 places");
        Should.Throw<ArgumentException>(() => BigQueryStatement.Of("SELECT %(a:NOTYPE)s", new Dictionary<string, object?> { ["a"] = 1 })).Message.ShouldContain("NOTYPE");
        Should.Throw<ArgumentException>(() => BigQueryStatement.OfTyped("SELECT @a", [new("a", "INT64", 1), new("a", "INT64", 2)])).Message.ShouldContain("two");
    }

    [Fact]
    public void Without_parameters_an_operation_stays_as_it_is() =>
        BigQueryStatement.Of("SELECT '%s', 100%%", (IReadOnlyDictionary<string, object?>?)null).Sql.ShouldBe("SELECT '%s', 100%%");

    [Fact]
    public void Values_are_not_printed()
    {
        new BigQueryValue("STRING", "s3cret-of-a-parameter").ToString().ShouldNotContain("s3cret");
        new BigQueryParameter("p", "STRING", "s3cret-of-a-parameter").ToString().ShouldBe("BigQueryParameter { Name = p, Type = STRING }");
    }

    private static JsonObject Write(object? value) =>
        BigQueryStatement.Of("SELECT @p", new Dictionary<string, object?> { ["p"] = value }).Parameters!.Single()!.AsObject();
}
