using System.Text.Json;
using Prefect.Testing;

namespace Prefect.Cli.Tests;

public sealed class ConfigurationTests
{
    [Fact]
    public async Task What_was_set_is_shown_with_where_it_comes_from()
    {
        await using Tool tool = new();

        (await tool.RunAsync("config", "set", "PREFECT_API_URL=http://127.0.0.1:4200/api", "logging.level=DEBUG")).Output.ShouldBe(
            """
            Set PREFECT_API_URL in the profile 'ephemeral'.
            Set PREFECT_LOGGING_LEVEL in the profile 'ephemeral'.

            """);

        (await tool.RunAsync("config", "view")).Output.ShouldBe(
            $"""
            PREFECT_PROFILE='ephemeral'
            PREFECT_API_URL='http://127.0.0.1:4200/api' (from profile)
            PREFECT_HOME='{tool.Home}' (from env)
            PREFECT_LOGGING_LEVEL='DEBUG' (from profile)
            PREFECT_SERVER_EPHEMERAL_ENABLED='true' (from profile)

            """);
        (await tool.RunAsync("config", "view", "--hide-sources")).Output.ShouldContain("PREFECT_LOGGING_LEVEL='DEBUG'\n");
        (await tool.RunAsync("config", "view", "--show-defaults")).Output.ShouldContain("PREFECT_API_REQUEST_TIMEOUT='60");
    }

    [Fact]
    public async Task A_secret_is_shown_only_when_that_is_asked_for()
    {
        await using Tool tool = new();
        Canary key = new("key", "pnu_0123456789abcdef");
        (await tool.RunAsync("config", "set", $"PREFECT_API_KEY={key.Value}")).ShouldBeDone();

        await tool.RunAsync("config", "view");
        await tool.RunAsync("config", "view", "-o", "json", "--hide-sources");
        await tool.RunAsync("profile", "inspect");
        await tool.RunAsync("version");
        new LeakSweep(key).AssertClean(tool.Printed);

        (await tool.RunAsync("config", "view", "--show-secrets")).Output.ShouldContain(key.Value);
        (await tool.RunAsync("config", "view", "--show-secrets", "-o", "json")).Output.ShouldContain(key.Value);
    }

    [Fact]
    public async Task Json_names_value_source_and_origin()
    {
        await using Tool tool = new();

        using JsonDocument json = JsonDocument.Parse((await tool.RunAsync("config", "view", "-o", "json")).Output);

        json.RootElement.GetProperty("profile").GetString().ShouldBe("ephemeral");
        JsonElement home = json.RootElement.GetProperty("settings").GetProperty("PREFECT_HOME");
        home.GetProperty("value").GetString().ShouldBe(tool.Home);
        home.GetProperty("source").GetString().ShouldBe("env");
    }

    [Fact]
    public async Task A_variable_that_wins_is_pointed_out()
    {
        await using Tool tool = new();
        tool.Variables["PREFECT_LOGGING_LEVEL"] = "INFO";

        (await tool.RunAsync("config", "set", "PREFECT_LOGGING_LEVEL=DEBUG")).Error.ShouldContain("PREFECT_LOGGING_LEVEL is also set by");
        (await tool.RunAsync("config", "unset", "PREFECT_LOGGING_LEVEL")).Error.ShouldContain("PREFECT_LOGGING_LEVEL is still set by");
    }

    [Fact]
    public async Task Unset_settings_are_gone()
    {
        await using Tool tool = new();
        await tool.RunAsync("config", "set", "PREFECT_LOGGING_LEVEL=DEBUG");

        (await tool.RunAsync("config", "unset", "PREFECT_LOGGING_LEVEL")).Output.ShouldBe("Removed PREFECT_LOGGING_LEVEL from the profile 'ephemeral'.\n");
        (await tool.RunAsync("config", "view")).Output.ShouldNotContain("LOGGING");
        (await tool.RunAsync("config", "unset", "PREFECT_LOGGING_LEVEL")).ShouldFail("does not set it");
    }

    [Fact]
    public async Task Unsetting_asks_at_a_terminal_unless_told_not_to()
    {
        await using Tool tool = new() { IsTerminal = true, Input = "n\n" };
        await tool.RunAsync("config", "set", "PREFECT_LOGGING_LEVEL=DEBUG");

        (await tool.RunAsync("config", "unset", "PREFECT_LOGGING_LEVEL")).ShouldFail("Nothing was removed.");
        (await tool.RunAsync("config", "unset", "-y", "PREFECT_LOGGING_LEVEL")).ShouldBeDone();
    }

    [Theory]
    [InlineData("PREFECT_API_KEY", "hunter2-hunter2")]
    [InlineData("=x")]
    public async Task Without_an_equals_sign_the_argument_is_not_repeated(params string[] settings)
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync(["config", "set", .. settings]);

        result.ShouldBeWrongUsage("is no SETTING=VALUE");
        result.Error.ShouldNotContain("hunter2");
    }

    [Theory]
    [InlineData("PREFECT_APY_URL=x", "Did you mean PREFECT_API_URL?")]
    [InlineData("PREFECT_HOME=/tmp", "cannot stand in a profile")]
    [InlineData("PREFECT_PROFILES_PATH=/tmp", "cannot stand in a profile")]
    [InlineData("PREFECT_API_REQUEST_TIMEOUT=soon", "expected")]
    [InlineData("PREFECT_API_KEY=**********", "is a mask")]
    public async Task A_setting_that_does_not_fit_is_refused(string setting, string problem)
    {
        await using Tool tool = new();

        (await tool.RunAsync("config", "set", "PREFECT_LOGGING_LEVEL=DEBUG", setting)).ShouldFail(problem);
        File.Exists(Path.Combine(tool.Home, "profiles.toml")).ShouldBeFalse();
    }

    [Fact]
    public async Task Options_that_contradict_each_other_are_wrong_usage()
    {
        await using Tool tool = new();

        (await tool.RunAsync("config", "view", "--show-secrets", "--hide-secrets")).ShouldBeWrongUsage("contradict each other");
    }

    [Fact]
    public async Task Validating_finds_nothing_where_all_is_well_and_names_what_is_not()
    {
        await using Tool tool = new();
        (await tool.RunAsync("config", "validate")).Output.ShouldBe("Settings and profiles are in order.\n");

        await File.WriteAllTextAsync(
            Path.Combine(tool.Home, "profiles.toml"),
            "active = \"a\"\n[profiles.a]\nPREFECT_API_REQUEST_TIMEOUT = \"soon\"\nPREFECT_UNHEARD_OF = \"x\"\n",
            TestContext.Current.CancellationToken);
        ToolResult result = await tool.RunAsync("config", "validate");

        result.ExitCode.ShouldBe(ExitCodes.Failed);
        result.Output.ShouldContain("Error: ");
        result.Output.ShouldContain("Warning: ");
        result.Output.ShouldContain("PREFECT_UNHEARD_OF");
        (await tool.RunAsync("block", "ls")).ShouldFail("PREFECT_API_REQUEST_TIMEOUT");
        (await tool.RunAsync("config", "set", "PREFECT_API_REQUEST_TIMEOUT=30")).ShouldBeDone();
        (await tool.RunAsync("block", "ls")).ShouldBeDone();
    }

    [Fact]
    public async Task Version_names_what_is_at_work_without_asking_the_server()
    {
        await using Tool tool = new();
        Acme.Compile(tool.Beside);
        tool.Variables["PREFECT_API_URL"] = "http://ada:correct-horse@127.0.0.1:1/api";

        ToolResult result = await tool.RunAsync("version");

        result.ShouldBeDone();
        result.Output.ShouldContain("API version:    0.8.4");
        result.Output.ShouldContain("Server type:    server");
        result.Output.ShouldContain("Profile:        ephemeral");
        result.Output.ShouldContain("  Acme.Blocks:            1.2.3");
        result.Output.ShouldNotContain("correct-horse");
        (await tool.RunAsync("version", "--omit-integrations")).Output.ShouldNotContain("Acme");
    }
}
