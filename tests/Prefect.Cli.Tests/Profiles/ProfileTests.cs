using Prefect.Testing;

namespace Prefect.Cli.Tests;

public sealed class ProfileTests
{
    [Fact]
    public async Task Profiles_are_listed_with_the_one_in_use_marked()
    {
        await using Tool tool = new();
        (await tool.RunAsync("profile", "create", "nightly")).ShouldBeDone();

        (await tool.RunAsync("--profile", "nightly", "profile", "ls")).Output.ShouldBe(
            """
            ┌─────────────────────┐
            │ Available Profiles: │
            ├─────────────────────┤
            │   ephemeral         │
            │   local             │
            │   test              │
            │   cloud             │
            │ * nightly           │
            └─────────────────────┘
            * the profile in use

            """);
        (await tool.RunAsync("profile", "ls", "-o", "json")).Output.ShouldContain("\"name\": \"ephemeral\",\n    \"is_active\": true");
    }

    [Fact]
    public async Task A_profile_is_created_from_another_and_renamed_and_deleted()
    {
        await using Tool tool = new();

        (await tool.RunAsync("profile", "create", "one", "--from", "local")).Output.ShouldStartWith("Created the profile 'one' from 'local'.");
        (await tool.RunAsync("profile", "inspect", "one")).Output.ShouldBe("PREFECT_API_URL='http://127.0.0.1:4200/api'\n");
        (await tool.RunAsync("profile", "rename", "one", "two")).ShouldBeDone();
        (await tool.RunAsync("profile", "inspect", "two", "-o", "json")).Output.ShouldContain("\"PREFECT_API_URL\": \"http://127.0.0.1:4200/api\"");
        (await tool.RunAsync("profile", "delete", "two")).ShouldBeDone();
        (await tool.RunAsync("profile", "inspect", "two")).ShouldFail("There is no profile 'two'");
    }

    [Fact]
    public async Task Using_a_profile_makes_it_the_active_one()
    {
        await using Tool tool = new();
        await tool.RunAsync("profile", "create", "plain");

        ToolResult result = await tool.RunAsync("profile", "use", "plain");

        result.ShouldBeDone();
        result.Output.ShouldStartWith("The active profile is now 'plain'.\nIt works with the embedded store in ");
        (await File.ReadAllTextAsync(Path.Combine(tool.Home, "profiles.toml"), TestContext.Current.CancellationToken))
            .ShouldContain("active = \"plain\"");
        (await tool.RunAsync("profile", "inspect")).Output.ShouldBe("The profile 'plain' sets nothing.\n");
    }

    [Fact]
    public async Task Using_a_profile_says_when_a_variable_wins()
    {
        await using Tool tool = new();
        tool.Variables["PREFECT_PROFILE"] = "test";

        (await tool.RunAsync("profile", "use", "ephemeral")).Error.ShouldContain("PREFECT_PROFILE is set to 'test' and wins");
    }

    [Theory]
    [InlineData(200, null)]
    [InlineData(401, "does not let this profile in (401)")]
    [InlineData(403, "does not let this profile in (403)")]
    [InlineData(404, "as no Prefect server does")]
    [InlineData(500, "answers with 500")]
    public async Task Using_a_profile_says_whether_its_server_answers(int status, string? problem)
    {
        await using Tool tool = new();
        await using HealthServer server = await HealthServer.StartAsync(status);
        Canary password = new("password", "correct-horse-battery");
        (await tool.RunAsync("profile", "create", "server")).ShouldBeDone();
        (await tool.RunAsync("-p", "server", "config", "set", $"PREFECT_API_URL={server.Api}", $"PREFECT_API_AUTH_STRING=ada:{password.Value}")).ShouldBeDone();

        ToolResult result = await tool.RunAsync("profile", "use", "server");

        result.Output.ShouldStartWith("The active profile is now 'server'.");
        server.Authorization.ShouldStartWith("Basic ");
        if (problem is null)
        {
            result.ShouldBeDone();
            result.Output.ShouldContain($"Connected to {server.Api}.");
        }
        else
        {
            result.ShouldFail(problem);
        }

        new LeakSweep(password).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task A_server_that_is_not_there_is_a_failure_and_the_profile_stays_in_use()
    {
        await using Tool tool = new();
        string api;
        await using (HealthServer server = await HealthServer.StartAsync(200))
        {
            api = server.Api;
        }

        await tool.RunAsync("profile", "create", "gone");
        await tool.RunAsync("-p", "gone", "config", "set", $"PREFECT_API_URL={api}");

        (await tool.RunAsync("profile", "use", "gone")).ShouldFail("cannot be reached");
        (await tool.RunAsync("profile", "ls")).Output.ShouldContain("* gone");
    }

    [Fact]
    public async Task Deleting_asks_at_a_terminal()
    {
        await using Tool tool = new() { IsTerminal = true, Input = "n\n" };
        await tool.RunAsync("profile", "create", "old");

        (await tool.RunAsync("profile", "delete", "old")).ShouldFail("Nothing was deleted.");
        (await tool.RunAsync("--no-prompt", "profile", "delete", "old")).ShouldBeDone();
    }

    [Fact]
    public async Task What_does_not_fit_is_refused()
    {
        await using Tool tool = new();

        (await tool.RunAsync("profile", "use", "nothing")).ShouldFail("There is no profile 'nothing'");
        (await tool.RunAsync("profile", "create", "local")).ExitCode.ShouldBe(ExitCodes.Failed);
        (await tool.RunAsync("profile", "create", " ")).ExitCode.ShouldBe(ExitCodes.WrongUsage);
        (await tool.RunAsync("profile", "create", "x", "--from", "nothing")).ShouldFail("nothing");
        (await tool.RunAsync("profile", "delete", "ephemeral")).ExitCode.ShouldBe(ExitCodes.Failed);
        (await tool.RunAsync("profile", "rename", "nothing", "x")).ShouldFail("nothing");
        (await tool.RunAsync("-p", "nothing", "block", "ls")).ShouldFail("There is no profile 'nothing'");
    }

    [Fact]
    public async Task The_profiles_that_come_with_Prefect_are_written_on_demand()
    {
        await using Tool tool = new();

        (await tool.RunAsync("profile", "populate-defaults")).ShouldBeDone();

        (await File.ReadAllTextAsync(Path.Combine(tool.Home, "profiles.toml"), TestContext.Current.CancellationToken))
            .ShouldContain("[profiles.local]");
    }
}
