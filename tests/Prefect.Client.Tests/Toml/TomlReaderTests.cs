using Prefect.Client.Toml;

namespace Prefect.Client.Tests.Toml;

public sealed class TomlReaderTests
{
    private static object Value(string written) => Scalar($"k = {written}").Value;

    private static TomlScalar Scalar(string document) => (TomlScalar)TomlReader.Read(document).Entries[0].Value;

    [Theory]
    [InlineData("0", 0L)]
    [InlineData("+99", 99L)]
    [InlineData("-17", -17L)]
    [InlineData("1_000_000", 1000000L)]
    [InlineData("-9_223_372_036_854_775_808", long.MinValue)]
    [InlineData("0xDEAD_beef", 0xDEADBEEFL)]
    [InlineData("0x7FFFFFFFFFFFFFFF", long.MaxValue)]
    [InlineData("0o755", 493L)]
    [InlineData("0b1101_0110", 214L)]
    [InlineData("1.0", 1.0)]
    [InlineData("-0.01", -0.01)]
    [InlineData("5e+22", 5e22)]
    [InlineData("6.626e-34", 6.626e-34)]
    [InlineData("224_617.445_991", 224617.445991)]
    [InlineData("-inf", double.NegativeInfinity)]
    [InlineData("+inf", double.PositiveInfinity)]
    [InlineData("nan", double.NaN)]
    [InlineData("true", true)]
    [InlineData("false", false)]
    [InlineData("\"a\\tb\\u00e9\\U0001F600\\\\\\\"\"", "a\tbé😀\\\"")]
    [InlineData("'C:\\a\\b'", "C:\\a\\b")]
    [InlineData("\"\"\"\nline\n  \\\n   joined\"\"\"", "line\n  joined")]
    [InlineData("'''\n'a' \\n'''", "'a' \\n")]
    [InlineData("\"\"\"ends in quotes\"\"\"\"\"", "ends in quotes\"\"")]
    [InlineData("1979-05-27T07:32:00Z", "1979-05-27T07:32:00Z")]
    [InlineData("1979-05-27T00:32:00.999-07:00", "1979-05-27T00:32:00.999-07:00")]
    [InlineData("1979-05-27 07:32:00", "1979-05-27 07:32:00")]
    [InlineData("1979-05-27", "1979-05-27")]
    [InlineData("07:32:00.5", "07:32:00.5")]
    public void Read_understands_every_kind_of_value(string written, object expected) => Value(written).ShouldBe(expected);

    [Theory]
    [InlineData("1979-05-27 # a comment")]
    [InlineData("1979-05-27   ")]
    public void Read_ends_a_date_where_no_time_follows(string written) => Value(written).ShouldBe("1979-05-27");

    [Theory]
    [InlineData("k = 01")]
    [InlineData("k = 1__0")]
    [InlineData("k = _1")]
    [InlineData("k = 0xG")]
    [InlineData("k = +0x1")]
    [InlineData("k = 0x")]
    [InlineData("k = 0x8000000000000000")]
    [InlineData("k = 9223372036854775808")]
    [InlineData("k = 1.")]
    [InlineData("k = .5")]
    [InlineData("k = 1.e5")]
    [InlineData("k = 1e")]
    [InlineData("k = True")]
    [InlineData("k = word")]
    [InlineData("k = 1979-13-01")]
    [InlineData("k = 1979-05-27T25:00:00")]
    [InlineData("k = 1979-05-27T10:00:00+25:00")]
    [InlineData("k = 10:00")]
    [InlineData("k = \"open")]
    [InlineData("k = 'open")]
    [InlineData("k = \"\"\"open\"\"")]
    [InlineData("k = \"a\nb\"")]
    [InlineData("k = \"\\x41\"")]
    [InlineData("k = \"\\uD800\"")]
    [InlineData("k = \"\\u12\"")]
    [InlineData("k = \"a\u0001\"")]
    [InlineData("k = \"a\0")]
    [InlineData("# bad \u0007")]
    [InlineData("k =")]
    [InlineData("k")]
    [InlineData("= 1")]
    [InlineData("k = 1 j = 2")]
    [InlineData("k = 1\rj = 2")]
    [InlineData("k = 1\nk = 2")]
    [InlineData("k. = 1")]
    [InlineData("[a")]
    [InlineData("[]")]
    [InlineData("[a]]")]
    [InlineData("[[a]")]
    [InlineData("[ [a]]")]
    [InlineData("[a]\n[a]")]
    [InlineData("a.b = 1\n[a]")]
    [InlineData("[a]\nb.c = 1\n[a.b]")]
    [InlineData("a = 1\na.b = 2")]
    [InlineData("[a.b]\n[a]\nb.c = 1")]
    [InlineData("[a.b.c]\nz = 9\n[a]\nb.c.t = 1")]
    [InlineData("a = {}\n[a.b]")]
    [InlineData("a = {}\na.b = 1")]
    [InlineData("a = { b = { c = 1 } }\na.b.d = 1")]
    [InlineData("a = { b = 1, }")]
    [InlineData("a = { b = 1\n }")]
    [InlineData("a = { b = 1, b = 2 }")]
    [InlineData("a = []\n[[a]]")]
    [InlineData("[[a]]\n[a]")]
    [InlineData("[a]\n[[a]]")]
    [InlineData("[[t.a]]\n[t]\na.x = 1")]
    [InlineData("a = [1, 2")]
    [InlineData("a = [1 2]")]
    [InlineData("a = [,]")]
    public void Read_refuses_what_is_not_TOML(string document) => Should.Throw<TomlException>(() => TomlReader.Read(document));

    [Theory]
    [InlineData("[fruit]\napple.color = 1\napple.taste.sweet = true\n[fruit.apple.texture]\nsmooth = true")]
    [InlineData("[a.b.c]\n[a]\nd = 1")]
    [InlineData("[[a]]\nx = 1\n[a.b]\n[[a]]\n[a.b]")]
    [InlineData("[a.b.c]\n[a]\nb.d = 1")]
    [InlineData("\"\" = 1\n'quoted \"key\"' = 2\n1234 = 3\na . b = 4")]
    [InlineData("a = [ [1, 2], # two\n [\"x\"], {b = 1},\n]\r\nc = {}\r\n")]
    [InlineData("\uFEFFa = 1")]
    [InlineData("")]
    public void Read_accepts_tables_and_arrays_in_every_form(string document) => Should.NotThrow(() => TomlReader.Read(document));

    [Fact]
    public void Read_appends_to_the_last_of_an_array_of_tables()
    {
        TomlTable root = TomlReader.Read("[[a]]\n[a.b]\nc = 1\n[[a]]\n[a.b]\nc = 2\n");

        TomlArray array = root.Entries[0].Value.ShouldBeOfType<TomlArray>();
        array.Items.Select(item => ((TomlScalar)((TomlTable)item).Table("b")!.Entries[0].Value).Value).ShouldBe([1L, 2L]);
    }

    [Fact]
    public void An_error_names_line_and_column()
    {
        TomlException error = Should.Throw<TomlException>(() => TomlReader.Read("a = 1\r\n# c\nbc = ?\n"));

        (error.Line, error.Column).ShouldBe((3, 6));
    }

    [Fact]
    public void A_value_knows_its_line()
        => TomlReader.Read("a = '''\n\n'''\n\n[t]\nb = [\n1]\nc = 2").Table("t")!.Entries.Select(e => e.Value.Line).ShouldBe([6, 8]);

    [Theory]
    [InlineData('[')]
    [InlineData('{')]
    public void Read_refuses_bottomless_nesting(char open)
        => Should.Throw<TomlException>(() => TomlReader.Read("a = " + string.Concat(Enumerable.Repeat(open == '[' ? "[" : "{a=", 100_000))));

    [Theory]
    [InlineData("plain")]
    [InlineData("")]
    [InlineData("\"quotes\" \\ tab\t nl\n cr\r bell\u0007 del\u007F é 😀")]
    public void A_quoted_text_reads_back_as_it_was(string text)
    {
        Value(TomlText.Quote(text)).ShouldBe(text);
        TomlReader.Read(TomlText.Key(text) + " = 1").Entries[0].Key.ShouldBe(text);
    }
}
