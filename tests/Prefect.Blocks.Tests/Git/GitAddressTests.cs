using Prefect.Git;

namespace Prefect.Blocks.Tests;

public sealed class GitAddressTests
{
    [Theory]
    [InlineData("https://host.example/a/b", "https://host.example/a/b", null, null)]
    [InlineData("https://org@host.example/org/p/_git/r", "https://host.example/org/p/_git/r", "org", null)]
    [InlineData("https://user:pass@host.example:8443/r.git", "https://host.example:8443/r.git", "user", "pass")]
    [InlineData("https://:t%2Fo%40k@host.example/r", "https://host.example/r", null, "t/o@k")]
    [InlineData("https://a:b:c@host.example/r", "https://host.example/r", "a", "b:c")]
    [InlineData("https://a:b@host.example/r@main", "https://host.example/r@main", "a", "b")]
    [InlineData("HTTPS://Host.Example/r", "https://Host.Example/r", null, null)]
    [InlineData("  https://host.example/r  ", "https://host.example/r", null, null)]
    [InlineData("https://host.example", "https://host.example", null, null)]
    [InlineData("https://host.example/a%20b/ü", "https://host.example/a%20b/ü", null, null)]
    [InlineData("http://[::1]:3000/r", "http://[::1]:3000/r", null, null)]
    [InlineData("ssh://git@host.example:22/r.git", "ssh://git@host.example:22/r.git", null, null)]
    [InlineData("git@host.example:v3/org/r", "git@host.example:v3/org/r", null, null)]
    public void User_and_password_are_taken_out_of_an_address(string text, string clean, string? user, string? password)
    {
        GitAddress address = GitAddress.Parse(text);

        address.Clean.ShouldBe(clean);
        address.User.ShouldBe(user);
        (address.Password?.Reveal()).ShouldBe(password);
        address.ToString().ShouldBe(clean);
    }

    [Theory]
    [InlineData(null)]
    [InlineData("")]
    [InlineData("   ")]
    [InlineData("relative/path")]
    [InlineData("/srv/repository.git")]
    [InlineData("C:\\work\\repository")]
    [InlineData("file:///srv/repository.git")]
    [InlineData("ext::sh -c true")]
    [InlineData("git://host.example/r")]
    [InlineData("--upload-pack=touch")]
    [InlineData("-oProxyCommand=touch@host:r")]
    [InlineData("git@-oProxyCommand:r")]
    [InlineData("git@host:-r")]
    [InlineData("https://")]
    [InlineData("https://host.example/a b")]
    [InlineData("https://host.example/a\nb")]
    public void Address_that_git_must_not_be_given_is_refused(string? text) =>
        Should.Throw<ArgumentException>(() => GitAddress.Parse(text)).ParamName.ShouldBe("text");

    [Fact]
    public void Refusal_shows_no_password() =>
        Should.Throw<ArgumentException>(() => GitAddress.Parse("ftp://user:canary-5678@host.example/r")).Message.ShouldNotContain("canary-5678");

    [Fact]
    public void Server_is_known_with_its_port()
    {
        GitAddress.Parse("https://u:p@host.example:8443/a/b").Server.ShouldBe(new Uri("https://host.example:8443/"));
        GitAddress.Parse("git@host.example:a/b").Server.ShouldBeNull();
    }
}
