using System.Text;
using System.Text.Json;

namespace Prefect.Gcp.Tests.BigQuery;

public sealed class BigQueryDecodingTests
{
    [Theory]
    [InlineData("STRING", "ünï\n\"x\"", "ünï\n\"x\"")]
    [InlineData("INTEGER", "-9223372036854775808", long.MinValue)]
    [InlineData("INT64", "9223372036854775807", long.MaxValue)]
    [InlineData("FLOAT", "1.5E-300", 1.5E-300)]
    [InlineData("FLOAT64", "NaN", double.NaN)]
    [InlineData("FLOAT", "Infinity", double.PositiveInfinity)]
    [InlineData("FLOAT", "-Infinity", double.NegativeInfinity)]
    [InlineData("BOOLEAN", "true", true)]
    [InlineData("BOOL", "false", false)]
    [InlineData("GEOGRAPHY", "POINT(13.4 52.5)", "POINT(13.4 52.5)")]
    [InlineData("HOLOGRAM", "anything", "anything")]
    public void Values_have_the_type_of_their_column(string type, string text, object expected) => Read(type, text).ShouldBe(expected);

    [Fact]
    public void Days_and_times_are_exact_to_the_microsecond()
    {
        Read("DATE", "0001-01-01").ShouldBe(DateOnly.MinValue);
        Read("DATE", "9999-12-31").ShouldBe(DateOnly.MaxValue);
        Read("TIME", "23:59:59.999999").ShouldBe(new TimeOnly(23, 59, 59, 999, 999));
        Read("TIME", "07:05:00").ShouldBe(new TimeOnly(7, 5));
        Read("DATETIME", "2024-02-29T12:34:56.789012").ShouldBe(new DateTime(2024, 2, 29, 12, 34, 56, 789, 12));
        Read("DATETIME", "2024-02-29T12:34:56").ShouldBeOfType<DateTime>().Kind.ShouldBe(DateTimeKind.Unspecified);
        Read("TIMESTAMP", "1709210096789012").ShouldBe(new DateTimeOffset(2024, 2, 29, 12, 34, 56, 789, 12, TimeSpan.Zero));
        Read("TIMESTAMP", "-62135596800000000").ShouldBe(DateTimeOffset.MinValue);
        Read("TIMESTAMP", "253402300799999999").ShouldBe(DateTimeOffset.MaxValue.AddTicks(-9));
    }

    [Theory]
    [InlineData("1.709210096789012E9")]
    [InlineData("1709210096.789012")]
    [InlineData("2024-02-29T12:34:56.789012Z")]
    [InlineData("2024-02-29T12:34:56.789012000000Z")]
    [InlineData("2024-02-29 12:34:56.789012 UTC")]
    public void Points_in_time_are_read_in_the_other_forms_that_servers_give(string text) =>
        Read("TIMESTAMP", text).ShouldBe(new DateTimeOffset(2024, 2, 29, 12, 34, 56, 789, 12, TimeSpan.Zero));

    [Fact]
    public void Decimal_numbers_lose_no_digit()
    {
        const string big = "-57896044618658097711785492504343953926634992332820282019728792003956564819968.5";
        Read("BIGNUMERIC", big).ShouldBeOfType<BigQueryNumeric>().ToString().ShouldBe(big);
        Read("NUMERIC", "99999999999999999999999999999.999999999").ShouldBeOfType<BigQueryNumeric>().ToString().ShouldBe("99999999999999999999999999999.999999999");
        Read("NUMERIC", "12.50").ShouldBe((BigQueryNumeric)12.5m);
    }

    [Fact]
    public void Bytes_documents_durations_and_ranges_are_read()
    {
        Read("BYTES", "AP8=").ShouldBe(new byte[] { 0, 255 });
        Read("JSON", "{\"a\":[1,null]}").ShouldBeOfType<JsonElement>().GetProperty("a")[1].ValueKind.ShouldBe(JsonValueKind.Null);
        Read("JSON", "null").ShouldBeOfType<JsonElement>().ValueKind.ShouldBe(JsonValueKind.Null);
        Read("INTERVAL", "-1-2 3 -4:5:6.789").ShouldBe(new BigQueryInterval(-14, 3, -new TimeSpan(0, 4, 5, 6, 789)));
        ReadRange("DATE", "[2024-01-01, UNBOUNDED)").ShouldBe(new BigQueryRange<DateOnly>(new DateOnly(2024, 1, 1), null));
        ReadRange("DATETIME", "[UNBOUNDED, 2024-01-01T10:00:00)").ShouldBe(new BigQueryRange<DateTime>(null, new DateTime(2024, 1, 1, 10, 0, 0)));
        ReadRange("TIMESTAMP", "[0, 1000000)").ShouldBe(new BigQueryRange<DateTimeOffset>(DateTimeOffset.UnixEpoch, DateTimeOffset.UnixEpoch.AddSeconds(1)));
    }

    [Fact]
    public void Arrays_have_the_type_of_their_elements_even_without_any()
    {
        Cell("""{"name":"x","type":"INTEGER","mode":"REPEATED"}""", """[{"v":"1"},{"v":"2"}]""").ShouldBe(new long[] { 1, 2 });
        Cell("""{"name":"x","type":"DATE","mode":"REPEATED"}""", "[]").ShouldBeOfType<DateOnly[]>().ShouldBeEmpty();
        Cell("""{"name":"x","type":"BYTES","mode":"REPEATED"}""", """[{"v":"AA=="}]""").ShouldBeOfType<byte[][]>()[0].ShouldBe(new byte[] { 0 });
    }

    [Fact]
    public void Structs_are_rows_in_rows_at_any_depth()
    {
        const string field = """
            {"name":"order","type":"RECORD","mode":"REPEATED","fields":[{"name":"id","type":"INTEGER"},
            {"name":"lines","type":"RECORD","mode":"REPEATED","fields":[{"name":"sku","type":"STRING"},{"name":"price","type":"NUMERIC"}]},
            {"name":"buyer","type":"RECORD","fields":[{"name":"name","type":"STRING"}]}]}
            """;
        const string value = """[{"v":{"f":[{"v":"7"},{"v":[{"v":{"f":[{"v":"A"},{"v":"1.10"}]}},{"v":{"f":[{"v":"B"},{"v":null}]}}]},{"v":null}]}}]""";

        BigQueryRow order = Cell(field, value).ShouldBeOfType<BigQueryRow[]>().Single();

        order["id"].ShouldBe(7L);
        BigQueryRow[] lines = order.Get<BigQueryRow[]>("LINES");
        lines[0].Get<decimal>("price").ShouldBe(1.1m);
        lines[1].Get<decimal?>("price").ShouldBeNull();
        order.Get<BigQueryRow?>("buyer").ShouldBeNull();
        order.Fields.Select(column => column.Type.ToString()).ShouldBe(["INT64", "ARRAY<STRUCT<sku STRING, price NUMERIC>>", "STRUCT<name STRING>"]);
        order.ToString().ShouldBe("BigQueryRow (id, lines, buyer)");
    }

    [Fact]
    public void Rows_and_documents_are_read_as_deep_as_the_service_has_them()
    {
        string field = """{"name":"x","type":"INTEGER"}""";
        string value = "\"7\"";
        for (int level = 0; level < 15; level++)
        {
            field = $$"""{"name":"x","type":"RECORD","mode":"REPEATED","fields":[{{field}}]}""";
            value = $$$"""[{"v":{"f":[{"v":{{{value}}}}]}}]""";
        }

        object? read = Cell(field, value);
        for (int level = 0; level < 15; level++)
        {
            read = read.ShouldBeOfType<BigQueryRow[]>().Single()[0];
        }

        read.ShouldBe(7L);
        Read("JSON", new string('[', 500) + new string(']', 500)).ShouldBeOfType<JsonElement>().GetArrayLength().ShouldBe(1);
    }

    [Fact]
    public void Rows_tell_what_they_have_not()
    {
        BigQueryRow row = Rows("""{"fields":[{"name":"a","type":"INTEGER"},{"name":"A","type":"STRING"}]}""", """[{"f":[{"v":"1"},{"v":"x"}]}]""").Single();
        row["A"].ShouldBe(1L);
        row[1].ShouldBe("x");
        Should.Throw<KeyNotFoundException>(() => row["b"]).Message.ShouldContain("'a'");
        Should.Throw<ArgumentOutOfRangeException>(() => row[2]);
        Should.Throw<InvalidCastException>(() => row.Get<string>("a")).Message.ShouldContain("Int64");
        row.Equals(Rows("""{"fields":[{"name":"a","type":"INTEGER"},{"name":"A","type":"STRING"}]}""", """[{"f":[{"v":"1"},{"v":"x"}]}]""").Single()).ShouldBeTrue();
        row.Equals(Rows("""{"fields":[{"name":"b","type":"INTEGER"},{"name":"A","type":"STRING"}]}""", """[{"f":[{"v":"1"},{"v":"x"}]}]""").Single()).ShouldBeFalse();
    }

    [Fact]
    public void Rows_with_documents_and_arrays_are_equal_when_these_are()
    {
        const string schema = """{"fields":[{"name":"a","type":"JSON"},{"name":"b","type":"JSON","mode":"REPEATED"},{"name":"c","type":"STRING"}]}""";
        BigQueryRow one = Rows(schema, """[{"f":[{"v":"{\"k\":[1]}"},{"v":[{"v":"1"}]},{"v":null}]}]""").Single();
        BigQueryRow same = Rows(schema, """[{"f":[{"v":"{ \"k\": [1] }"},{"v":[{"v":"1"}]},{"v":null}]}]""").Single();
        BigQueryRow other = Rows(schema, """[{"f":[{"v":"{\"k\":[1]}"},{"v":[{"v":"2"}]},{"v":null}]}]""").Single();
        one.Equals(same).ShouldBeTrue();
        one.GetHashCode().ShouldBe(same.GetHashCode());
        one.Equals(other).ShouldBeFalse();
    }

    [Theory]
    [InlineData("INTEGER", "\"abc\"")]
    [InlineData("INTEGER", "\"99999999999999999999\"")]
    [InlineData("INTEGER", "[]")]
    [InlineData("INTEGER", "{}")]
    [InlineData("BOOLEAN", "\"maybe\"")]
    [InlineData("DATE", "\"2024-02-30\"")]
    [InlineData("TIMESTAMP", "\"9223372036854775807\"")]
    [InlineData("BYTES", "\"not base64!\"")]
    [InlineData("JSON", "\"{\"")]
    [InlineData("NUMERIC", "\"1,5\"")]
    [InlineData("INTERVAL", "\"1 2 3\"")]
    public void A_value_that_is_none_of_its_type_is_a_broken_row(string type, string json) =>
        Should.Throw<FormatException>(() => Cell($$"""{"name":"x","type":"{{type}}"}""", json));

    [Theory]
    [InlineData("""[{"f":[]}]""")]
    [InlineData("""[{"f":[{"v":"1"},{"v":"2"}]}]""")]
    [InlineData("""[{}]""")]
    [InlineData("""["x"]""")]
    public void A_row_of_another_shape_is_a_broken_row(string rows) =>
        Should.Throw<FormatException>(() => Rows("""{"fields":[{"name":"a","type":"INTEGER"}]}""", rows));

    [Theory]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("<html></html>")]
    [InlineData("""{"jobComplete":true,"rows":[{"f":[{"v":"1"}""")]
    [InlineData("""{"jobComplete":true} {}""")]
    public void An_answer_that_is_no_whole_document_is_none(string json) =>
        Should.Throw<JsonException>(() => new BigQueryPage(Encoding.UTF8.GetBytes(json)));

    [Fact]
    public void Rows_may_come_before_their_schema_and_between_spaces()
    {
        BigQueryPage page = new("""{ "rows" : [ {"f":[{"v":"1"}]} , {"f":[{"v":2}]} ] , "schema":{"fields":[{"name":"n","type":"INTEGER"}]}, "pageToken":"", "jobComplete":true }"""u8.ToArray());
        BigQueryStructDecoder decoder = new(page.Head.Fields!);
        page.Next(decoder)![0].ShouldBe(1L);
        page.Next(decoder)![0].ShouldBe(2L);
        page.Next(decoder).ShouldBeNull();
        page.Next(decoder).ShouldBeNull();
        page.Head.PageToken.ShouldBeNull();
    }

    private static object? Read(string type, string text) => Cell($$"""{"name":"x","type":"{{type}}"}""", JsonSerializer.Serialize(text));

    private static object? ReadRange(string ends, string text) =>
        Cell($$$"""{"name":"x","type":"RANGE","rangeElementType":{"type":"{{{ends}}}"}}""", JsonSerializer.Serialize(text));

    private static object? Cell(string field, string value)
    {
        Rows($$"""{"fields":[{{field}}]}""", """[{"f":[{"v":null}]}]""").Single()[0].ShouldBeNull();
        return Rows($$"""{"fields":[{{field}}]}""", $$"""[{"f":[{"v":{{value}}}]}]""").Single()[0];
    }

    private static List<BigQueryRow> Rows(string schema, string rows)
    {
        BigQueryPage page = new(Encoding.UTF8.GetBytes($$"""{"schema":{{schema}},"rows":{{rows}},"jobComplete":true}"""));
        BigQueryStructDecoder decoder = new(page.Head.Fields!);
        List<BigQueryRow> read = [];
        while (page.Next(decoder) is { } row)
        {
            read.Add(row);
        }

        return read;
    }
}
