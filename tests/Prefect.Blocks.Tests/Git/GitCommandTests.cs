using System.Diagnostics;
using Prefect.Git;
using Prefect.Testing;

namespace Prefect.Blocks.Tests;

public sealed class GitCommandTests
{
    private static readonly Canary s_token = Canary.Generate("token");

    private static CancellationToken Token => TestContext.Current.CancellationToken;

    private static GitSource Source => new(GitAddress.Parse("https://user:old@host.example:8443/org/r")) { SignIn = new GitSignIn("user", s_token.Value) };

    [Fact]
    public async Task Depth_and_reference_are_arguments_of_their_own()
    {
        (await WordsAsync(Source with { Reference = "my branch; rm -rf /", Depth = 5 })).ShouldBe(
            ["clone", "--quiet", "--branch", "my branch; rm -rf /", "--depth", "5", "--", "https://host.example:8443/org/r", "/target"]);
    }

    [Fact]
    public async Task Neither_is_given_when_there_is_none() =>
        (await WordsAsync(Source with { Depth = null })).ShouldBe(["clone", "--quiet", "--", "https://host.example:8443/org/r", "/target"]);

    [Fact]
    public async Task Token_is_in_no_argument_and_in_no_configuration()
    {
        ProcessStartInfo start = await GitCommand.CloneAsync(Source, "/target", GitTiming.Default, Token);

        new LeakSweep(s_token).AssertClean(string.Join('\n', start.ArgumentList), "arguments");
        start.Environment.Where(variable => variable.Value?.Contains(s_token.Value, StringComparison.Ordinal) == true)
            .Select(variable => variable.Key).ShouldBe(["PREFECT_GIT_PASSWORD"]);
        start.ArgumentList.ShouldContain("credential.helper=");
        start.ArgumentList.ShouldContain(argument => argument.StartsWith("credential.https://host.example:8443.helper=!", StringComparison.Ordinal));
    }

    [Fact]
    public async Task Without_a_sign_in_the_helpers_of_the_machine_are_left_alone()
    {
        ProcessStartInfo start = await GitCommand.CloneAsync(Source with { SignIn = null }, "/target", GitTiming.Default, Token);

        start.ArgumentList.ShouldNotContain(argument => argument.StartsWith("credential", StringComparison.Ordinal));
        start.Environment.ShouldNotContainKey("PREFECT_GIT_PASSWORD");
        start.Environment["GIT_TERMINAL_PROMPT"].ShouldBe("0");
        start.Environment["GIT_ALLOW_PROTOCOL"].ShouldBe("https");
    }

    [Theory]
    [InlineData("")]
    [InlineData("line\nbreak")]
    [InlineData("nul\0")]
    public async Task Token_that_would_break_the_conversation_is_refused(string token) =>
        await Should.ThrowAsync<ArgumentException>(
            () => GitCommand.CloneAsync(Source with { SignIn = new GitSignIn("user", token) }, "/target", GitTiming.Default, Token));

    [Theory]
    [InlineData(0)]
    [InlineData(-1)]
    public void Depth_must_be_positive(int depth) =>
        (Source with { Depth = depth }).FindProblem().ShouldNotBeNull().Setting.ShouldBe(GitSetting.Depth);

    [Fact]
    public void Token_is_not_sent_in_the_clear()
    {
        GitSource plain = new(GitAddress.Parse("http://host.example/r")) { SignIn = Source.SignIn };
        plain.FindProblem().ShouldNotBeNull().Message.ShouldContain("not encrypted");
        Should.Throw<ArgumentException>(() => new GitRepository(plain));
        (plain with { SignIn = null }).FindProblem().ShouldBeNull();
        (plain with { Address = GitAddress.Parse("http://127.0.0.1:1/r") }).FindProblem().ShouldBeNull();
        (plain with { Address = GitAddress.Parse("git@host.example:r") }).FindProblem().ShouldNotBeNull().Message.ShouldContain("SSH");
    }

    [Theory]
    [InlineData(1, 1)]
    [InlineData(2, 2)]
    [InlineData(3, 4)]
    [InlineData(4, 4)]
    [InlineData(100, 4)]
    public void Pauses_grow_up_to_the_longest(int attempt, int seconds)
    {
        GitTiming.Default.DelayAfter(attempt, 1).ShouldBe(TimeSpan.FromSeconds(seconds));
        GitTiming.Default.DelayAfter(attempt, 0).ShouldBe(TimeSpan.Zero);
    }

    private static async Task<IEnumerable<string>> WordsAsync(GitSource source)
    {
        ProcessStartInfo start = await GitCommand.CloneAsync(source, "/target", GitTiming.Default, Token);
        return start.ArgumentList.SkipWhile(argument => argument != "clone");
    }
}
