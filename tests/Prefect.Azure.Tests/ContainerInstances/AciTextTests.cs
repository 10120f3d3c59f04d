namespace Prefect.Azure.Tests.ContainerInstances;

public sealed class AciTextTests
{
    private static readonly Guid s_run = new("0190f1e2-0000-7000-8000-0000000000aa");

    [Theory]
    [InlineData("report", "report")]
    [InlineData("My Flow's_Name!", "my-flows-name")]
    [InlineData("a very long name of a flow indeed", "a-very-long-name-of")]
    [InlineData("--x--", "x")]
    [InlineData("eighteen-letters-x-y", "eighteen-letters-x")]
    [InlineData("\ud800broken", "broken")]
    public void Group_is_called_after_the_flow_and_its_run(string flow, string slug)
    {
        AciIdentifier identifier = AciNames.For(flow, s_run);

        identifier.ContainerGroupName.ShouldBe($"{slug}-{s_run}");
        AciNames.IsGroup(identifier.ContainerGroupName).ShouldBeTrue();
        AciNames.Deployment(identifier.ContainerGroupName).Length.ShouldBeLessThanOrEqualTo(64);
        AciIdentifier.Parse(identifier.ToString()).ShouldBe(identifier);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("流れ")]
    [InlineData("!?")]
    public void Name_without_a_letter_leaves_the_runs_id(string? flow) => AciNames.For(flow, s_run).ContainerGroupName.ShouldBe(s_run.ToString());

    [Theory]
    [InlineData("")]
    [InlineData("group")]
    [InlineData(":group")]
    [InlineData("run:")]
    [InlineData("run:a:b")]
    [InlineData("run:..")]
    [InlineData("run:a/b")]
    [InlineData("run:a b")]
    [InlineData("run:-a")]
    [InlineData("run:a\n")]
    public void Text_that_names_no_group_is_refused(string text)
    {
        Should.Throw<FormatException>(() => AciIdentifier.Parse(text));
        AciIdentifier.TryParse(text, out _).ShouldBeFalse();
    }

    [Fact]
    public void Nothing_is_no_identifier()
    {
        Should.Throw<ArgumentNullException>(() => AciIdentifier.Parse(null!));
        AciIdentifier.TryParse(null, out _).ShouldBeFalse();
    }

    [Theory]
    [InlineData("dotnet App.dll", "dotnet|App.dll")]
    [InlineData("  a\t b\n", "a|b")]
    [InlineData("""sh -c "echo \"a b\" $X" """, """sh|-c|echo "a b" $X""")]
    [InlineData("""a'b c'd "" ''""", "ab cd||")]
    [InlineData("""a\ b c\\d""", """a b|c\d""")]
    [InlineData(@"""C:\temp\x""", @"C:\temp\x")]
    [InlineData("", "")]
    public void Command_line_is_split_as_a_shell_does(string line, string words) => string.Join('|', AciCommandLine.Split(line)).ShouldBe(words);

    [Theory]
    [InlineData("echo 'open")]
    [InlineData("echo \"open")]
    [InlineData("echo \\")]
    public void Command_line_that_is_not_closed_is_refused(string line) =>
        Should.Throw<AzureConfigurationException>(() => AciCommandLine.Split(line)).Field.ShouldBe("command");

    [Theory]
    [InlineData(".")]
    [InlineData("..")]
    [InlineData("")]
    [InlineData(" ")]
    public void Name_that_means_something_in_an_address_is_refused(string name) => Should.Throw<ArgumentException>(() => ArmPath.Of("subscriptions", name));

    [Fact]
    public void Names_are_escaped_in_addresses() => ArmPath.Of("a/b", "c?d", "ü").ShouldBe("/a%2Fb/c%3Fd/%C3%BC");
}
