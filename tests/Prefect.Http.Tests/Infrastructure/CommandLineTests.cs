namespace Prefect.Http.Tests.Infrastructure;

public sealed class CommandLineTests
{
    [Theory]
    [InlineData("dotnet App.dll", new[] { "dotnet", "App.dll" })]
    [InlineData("  a\t\n b\r\n", new[] { "a", "b" })]
    [InlineData("'a b' \"c d\"", new[] { "a b", "c d" })]
    [InlineData("""a\ b "x\"y\z" 'p\q'""", new[] { "a b", "x\"y\\z", "p\\q" })]
    [InlineData("pre'fix'\"ed\"", new[] { "prefixed" })]
    [InlineData("'' \"\"", new[] { "", "" })]
    [InlineData("""a'b c'd "" ''""", new[] { "ab cd", "", "" })]
    [InlineData("""sh -c "echo \"a b\" $X" """, new[] { "sh", "-c", "echo \"a b\" $X" })]
    [InlineData("""echo "\$HOME \`x\`" \$HOME""", new[] { "echo", @"\$HOME \`x\`", "$HOME" })]
    [InlineData(@"C:\\app\\run.exe", new[] { @"C:\app\run.exe" })]
    [InlineData(@"""C:\temp\x""", new[] { @"C:\temp\x" })]
    [InlineData("größe 'ü 漢'", new[] { "größe", "ü 漢" })]
    [InlineData("a;b && c > d #e", new[] { "a;b", "&&", "c", ">", "d", "#e" })]
    [InlineData("", new string[0])]
    [InlineData(" ", new string[0])]
    public void Lines_are_split_as_a_shell_does_without_expanding(string line, string[] words) => CommandLine.Split(line).ShouldBe(words);

    [Theory]
    [InlineData("'a", "a quotation is not closed")]
    [InlineData("\"a", "a quotation is not closed")]
    [InlineData("\"a\\\"", "a quotation is not closed")]
    [InlineData("a\\", "a backslash ends it")]
    public void Lines_that_do_not_end_are_refused(string line, string why) =>
        Should.Throw<FormatException>(() => CommandLine.Split(line)).Message.ShouldBe($"The command cannot be split into words: {why}.");

    [Fact]
    public void No_line_is_refused() => Should.Throw<ArgumentNullException>(() => CommandLine.Split(null!));

    [Fact]
    public void A_long_line_is_split_in_one_go() => CommandLine.Split(string.Concat(Enumerable.Repeat("'a b' ", 200_000))).Count.ShouldBe(200_000);
}
