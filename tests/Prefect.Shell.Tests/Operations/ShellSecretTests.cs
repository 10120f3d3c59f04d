using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Shell.Tests;

public sealed class ShellSecretTests : ShellTest
{
    [Fact]
    public async Task Secret_of_the_environment_is_masked_in_the_log_and_in_failures()
    {
        const string Secret = "tr0ub4dor-shell-env-91";
        ShellOperation operation = new() { Commands = ["echo \"it is $DB_PASSWORD\"", "echo \"no: $DB_PASSWORD\" >&2", "exit 1"], Env = new() { { "DB_PASSWORD", Secret } } };
        ShellException exception = await Should.ThrowAsync<ShellException>(() => operation.RunAsync(Token));

        LeakSweep sweep = new([new Canary("password", Secret)]);
        sweep.AssertClean(string.Join('\n', Logged()), "log");
        sweep.AssertClean(exception.ToString() + exception.ErrorOutput, "exception");
        sweep.AssertClean(operation.ToString(), "block");
        Logged().ShouldContain(message => message.Contains($"it is {SecretMask.Display}"));
    }

    [Fact]
    public async Task Commands_themselves_get_the_secret_in_clear()
    {
        const string Secret = "correct-horse-shell-17";
        ShellOperation operation = new() { Commands = ["printf %s \"$API_TOKEN\" | wc -c"], Env = new() { { "API_TOKEN", Secret } } };
        (await operation.RunAsync(Token)).Single().Trim().ShouldBe($"{Secret.Length}");
    }

    [Fact]
    public async Task Reference_to_a_secret_is_followed_and_what_it_leads_to_masked()
    {
        string file = Folder.WriteFile("secret", "staple-battery-shell-23\n");
        ShellOperation operation = new() { Commands = ["echo \"got $PLAIN\""], Env = new() { { "PLAIN", $"file:{file}" } } };
        (await operation.RunAsync(Token)).ShouldBe(["got staple-battery-shell-23"]);
        Logged().ShouldContain(message => message.EndsWith($"got {SecretMask.Display}"));
    }

    [Fact]
    public async Task Words_of_the_environment_are_no_secrets()
    {
        ShellOperation operation = new() { Commands = ["echo loaded $STAGE into $SCHEMA"], Env = new() { { "STAGE", "prodlike" }, { "SCHEMA", "analytics_daily" }, { "DEBUG", (JsonNode)true }, { "ROWS", (JsonNode)5000 } } };
        await operation.RunAsync(Token);
        Logged().ShouldContain(message => message.EndsWith("loaded prodlike into analytics_daily"));
    }

    [Theory]
    [InlineData("DB_PASSWORD", "x", true)]
    [InlineData("PGPASSWORD", "x", true)]
    [InlineData("SNOWFLAKE_PRIVATE_KEY", "x", true)]
    [InlineData("github_token", "x", true)]
    [InlineData("SIGNING_KEY", "x", true)]
    [InlineData("PWD", "/home/me", false)]
    [InlineData("STAGE", "production", false)]
    [InlineData("DATA", "/srv/data/2026-11-20/part", false)]
    [InlineData("URL", "https://example.com/a?b=1", false)]
    [InlineData("URL", "postgresql://me:pass@host/db", true)]
    [InlineData("PASS", "x", true)]
    [InlineData("KEY", "x", true)]
    [InlineData("COMPASS", "north", false)]
    [InlineData("URL", "https://ghp0123456789abcdefXYZ@github.com/a/b", true)]
    [InlineData("URL", "https://me@github.com/a/b", false)]
    [InlineData("URL", "https://a.blob.core.windows.net/c?sv=2024&sig=abc%3D", true)]
    [InlineData("DB", "Host=db.example.com;Username=me;Password=p w", true)]
    [InlineData("X", "eyJhbGciOiJub25lIn0.eyJzdWIiOiIxIn0.", true)]
    [InlineData("X", "ghp0123456789abcdefXYZ", true)]
    [InlineData("X", "2026-11-20T00:00:00Z", false)]
    public void Secrets_are_told_by_name_or_by_look(string name, string value, bool isSecret) =>
        ShellEnvironment.IsSecret(name, JsonValue.Create(value)).ShouldBe(isSecret);
}
