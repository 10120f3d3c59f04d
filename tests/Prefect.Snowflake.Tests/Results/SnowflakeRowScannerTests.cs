using System.Text;

namespace Prefect.Snowflake.Tests.Results;

public sealed class SnowflakeRowScannerTests
{
    [Theory]
    [InlineData("""["1","a"],["2",null]""")]
    [InlineData("""[["1","a"],["2",null]]""")]
    [InlineData("\n[ \"1\" , \"a\" ] ,\r\n[\t\"2\",null ]\n")]
    [InlineData("\n [ [ \"1\" , \"a\" ] ,\r\n[\"2\",null ]\n ] ")]
    public void Rows_are_found_with_brackets_around_all_of_them_or_without(string text) =>
        Read(text, columns: 2).ShouldBe([["1", "a"], ["2", null]]);

    [Theory]
    [InlineData("")]
    [InlineData("[]")]
    [InlineData(" [ ] ")]
    public void No_rows_are_none(string text) => Read(text, columns: 2).ShouldBeEmpty();

    [Fact]
    public void Escapes_are_undone_and_brackets_within_texts_are_texts() =>
        Read("""["a\"b\\","],[\"null\""],["\u00fc\ud83d\udea2\n","ü🚢"],["",""]""", columns: 2)
            .ShouldBe([["a\"b\\", "],[\"null\""], ["ü🚢\n", "ü🚢"], ["", ""]]);

    [Fact]
    public void Numbers_without_quotes_are_read_as_their_text() => Read("""[1,true],[-2.5,false]""", columns: 2).ShouldBe([["1", "true"], ["-2.5", "false"]]);

    [Theory]
    [InlineData("""[["1","a"]""")]
    [InlineData("""["1","a""")]
    [InlineData("""["1","a\""")]
    [InlineData("""["1","a" """)]
    [InlineData("""["1",""")]
    [InlineData("""["1",nul""")]
    [InlineData("""["1"]""")]
    [InlineData("""["1","a","b"]""")]
    [InlineData("""{"a":1}""")]
    [InlineData("""<html>""")]
    [InlineData("""["1",[]]""")]
    [InlineData("""["1",{}]""")]
    [InlineData("""["1",]""")]
    [InlineData("""x""")]
    public void What_is_cut_off_or_no_row_is_refused(string text) => Should.Throw<FormatException>(() => Read(text, columns: 2));

    [Fact]
    public void Every_cut_of_rows_in_brackets_is_noticed()
    {
        const string Rows = """[["1","a\\\"b"],["22",null],["3","ü"]]""";
        byte[] bytes = Encoding.UTF8.GetBytes(Rows);
        for (int length = 1; length < bytes.Length; length++)
        {
            byte[] cut = bytes[..length];
            Should.Throw<FormatException>(() => Read(cut, columns: 2), $"cut after {length} bytes");
        }
    }

    private static List<string?[]> Read(string text, int columns) => Read(Encoding.UTF8.GetBytes(text), columns);

    private static List<string?[]> Read(byte[] text, int columns)
    {
        SnowflakeColumns named = new([.. Enumerable.Range(0, columns).Select(index => new SnowflakeColumn { Name = $"C{index}", Type = SnowflakeType.Text, TypeName = "text" })]);
        SnowflakeRowReader reader = new(named, [.. named.List.Select(column => SnowflakeDecoders.Of(column, TimeZoneInfo.Utc))]);
        reader.Open(SnowflakeChunk.Copy(text));
        List<string?[]> rows = [];
        while (reader.Next())
        {
            rows.Add([.. reader.Values().Cast<string?>()]);
        }

        reader.Open(null);
        return rows;
    }
}
