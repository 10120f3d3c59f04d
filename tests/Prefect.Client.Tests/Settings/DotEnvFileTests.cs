namespace Prefect.Client.Tests.Settings;

public sealed class DotEnvFileTests
{
    private static readonly Dictionary<string, string> Variables = new(StringComparer.Ordinal) { ["HOST"] = "example.com" };

    [Theory]
    [InlineData("K=v", "v")]
    [InlineData("export K = v # comment", "v")]
    [InlineData("K=v#no-comment", "v#no-comment")]
    [InlineData("K=", "")]
    [InlineData("K='a \\' # ${HOST}'", "a ' # ${HOST}")]
    [InlineData("K=\"a\\n\\\"b\\\"\" # c", "a\n\"b\"")]
    [InlineData("K=\"two\nlines\"", "two\nlines")]
    [InlineData("K=https://${HOST}/api", "https://example.com/api")]
    [InlineData("K=${NONE:-other}${NONE}", "other")]
    [InlineData("K=\"open", "\"open")]
    [InlineData("K=${open", "${open")]
    [InlineData("K=1\r\nK=2\r\n", "2")]
    [InlineData("junk\n=x\n# K=0\nK=v", "v")]
    public void Read_follows_the_rules_of_dotenv(string text, string expected)
        => DotEnvFile.Read(text, Variables)["K"].Value.ShouldBe(expected);

    [Fact]
    public void Read_knows_the_line_of_each_value()
        => DotEnvFile.Read("# c\nA=\"x\ny\"\nB=1", Variables).Select(entry => entry.Value.Line).ShouldBe([2, 4]);

    [Fact]
    public void Read_takes_quotes_that_never_close_in_its_stride()
        => DotEnvFile.Read(string.Concat(Enumerable.Range(0, 50_000).Select(i => $"K{i}=\"x\n".Replace("\"x", i % 2 == 0 ? "\"x" : "'x", StringComparison.Ordinal))), Variables).ShouldNotBeEmpty();
}
