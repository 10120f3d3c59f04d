using System.Text.Json;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Cli.Tests;

public sealed class CheckBlockTests
{
    private const string Source =
        """
        using System;
        using System.Threading;
        using System.Threading.Tasks;
        using Prefect.Blocks;

        [assembly: System.Reflection.AssemblyInformationalVersion("1.0.0")]

        namespace Gadgets;

        /// <summary>A gadget behind a service.</summary>
        [Block]
        public sealed partial record Gadget : Block, ICheckable
        {
            /// <summary>Key of the gadget.</summary>
            public required SecretString Key { get; init; }

            /// <summary>How the gadget feels.</summary>
            public string Mood { get; init; } = "good";

            /// <summary>Asks the gadget.</summary>
            public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) => Mood switch
            {
                "angry" => throw new InvalidOperationException($"The gadget threw {Key.Reveal()}."),
                _ => Task.FromResult(new BlockCheckResult(
                    Mood == "good", BlockCheckStage.SignIn, $"The gadget was asked with {Key.Reveal()}.", TimeSpan.FromSeconds(0.25))),
            };
        }

        /// <summary>A box, with no service behind it.</summary>
        [Block]
        public sealed partial record Box : Block
        {
            /// <summary>What is in the box.</summary>
            public string Content { get; init; } = "";
        }
        """;

    private const string Follower =
        """
        using System.Runtime.CompilerServices;
        using System.Threading;
        using System.Threading.Tasks;
        using Prefect.Blocks;

        namespace Prefect.Azure;

        public sealed class AzureSecretReferences : ISecretReferenceResolver
        {
            public string Scheme => "azure-kv";

            public ValueTask<string> ResolveAsync(string target, CancellationToken cancellationToken) => new("found at " + target);

            [ModuleInitializer]
            internal static void Declare() => SecretReferences.Declare("azure-kv", static () => new AzureSecretReferences());
        }
        """;

    private readonly Canary _key = Canary.Generate("key");

    [Fact]
    public async Task A_block_that_passes_says_so()
    {
        await using Tool tool = await WithGadgetAsync("good");

        (await tool.RunAsync("block", "check", "gadget/mine")).ShouldBeDone();
        ToolResult result = await tool.RunAsync("block", "check", "gadget/mine");

        result.Output.ShouldBe(
            """
                                 gadget/mine
            ┌────────────┬───────────────────────────────────────┐
            │ Result     │ passed                                │
            │ Last stage │ sign in                               │
            │ Message    │ The gadget was asked with **********. │
            │ Duration   │ 0.25 s                                │
            └────────────┴───────────────────────────────────────┘

            """);
        new LeakSweep(_key).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task A_reference_in_a_secret_is_followed_by_the_package_of_the_project()
    {
        await using Tool tool = await WithGadgetAsync("good", "azure-kv:vault/gadget");
        tool.Write("bin/Debug/net10.0/App.deps.json", Project.Deps("Gadgets", "lib/net10.0/Gadgets.dll", "lib/net10.0/Prefect.Azure.dll"));
        Compiled.Assembly(Path.Combine(tool.Project, "bin", "Debug", "net10.0"), "Prefect.Azure", Follower);

        ToolResult result = await tool.RunAsync("block", "check", "gadget/mine");

        result.ShouldBeDone();
        result.Output.ShouldContain($"The gadget was asked with {SecretMask.Display}.");
    }

    [Fact]
    public async Task A_block_that_fails_is_a_failure_and_says_where()
    {
        await using Tool tool = await WithGadgetAsync("bad");

        ToolResult result = await tool.RunAsync("block", "check", "gadget/mine", "-o", "json");

        result.ExitCode.ShouldBe(ExitCodes.Failed);
        using JsonDocument json = JsonDocument.Parse(result.Output);
        json.RootElement.GetProperty("succeeded").GetBoolean().ShouldBeFalse();
        json.RootElement.GetProperty("stage").GetString().ShouldBe("sign-in");
        json.RootElement.GetProperty("duration_seconds").GetDouble().ShouldBe(0.25);
        new LeakSweep(_key).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task A_check_that_throws_is_a_failure_without_the_secret()
    {
        await using Tool tool = await WithGadgetAsync("angry");

        (await tool.RunAsync("block", "check", "gadget/mine")).ShouldFail("The gadget threw **********.");
        new LeakSweep(_key).AssertClean(tool.Printed);
    }

    [Fact]
    public async Task A_block_without_a_service_says_that_it_cannot_be_checked()
    {
        await using Tool tool = await WithGadgetAsync("good");
        tool.Input = """{"name": "mine", "data": {"content": "air"}}""";
        (await tool.RunAsync("block", "create", "box", "--from", "-")).ShouldBeDone();

        (await tool.RunAsync("block", "check", "box/mine")).ShouldFail("cannot be checked");
    }

    [Fact]
    public async Task A_type_that_no_assembly_declares_says_where_it_was_looked_for()
    {
        await using Tool tool = new() { Input = Acme.Credentials(_key) };
        await tool.RegisterAcmeAsync();
        (await tool.RunAsync("block", "create", "acme-credentials", "--from", "-")).ShouldBeDone();

        (await tool.RunAsync("block", "check", "acme-credentials/main")).ShouldFail("No assembly declares the block type 'acme-credentials'");
    }

    [Fact]
    public async Task An_assembly_that_cannot_be_loaded_is_a_failure()
    {
        await using Tool tool = new() { Input = Acme.Credentials(_key) };
        await tool.RegisterAcmeAsync();
        (await tool.RunAsync("block", "create", "acme-credentials", "--from", "-")).ShouldBeDone();
        tool.Write("App.csproj", "<Project />");
        tool.Write("bin/Debug/net10.0/App.deps.json", Project.Deps("Acme.Blocks", "lib/net10.0/Acme.Blocks.dll"));
        Acme.Compile(Path.Combine(tool.Project, "bin/Debug/net10.0"));

        ToolResult result = await tool.RunAsync("block", "check", "acme-credentials/main");

        result.ShouldFail("Cannot load ");
        result.Error.ShouldContain("The assembly was loaded.");
    }

    private async Task<Tool> WithGadgetAsync(string mood, string? key = null)
    {
        Tool tool = new();
        tool.Write("App.csproj", "<Project />");
        tool.Write("bin/Debug/net10.0/App.deps.json", Project.Deps("Gadgets", "lib/net10.0/Gadgets.dll"));
        Compiled.Assembly(Path.Combine(tool.Project, "bin", "Debug", "net10.0"), "Gadgets", Source);
        (await tool.RunAsync("block", "register", "-m", "Gadgets")).ShouldBeDone();
        tool.Input = new System.Text.Json.Nodes.JsonObject
        {
            ["name"] = "mine",
            ["data"] = new System.Text.Json.Nodes.JsonObject { ["key"] = key ?? _key.Value, ["mood"] = mood },
        }.ToJsonString();
        (await tool.RunAsync("block", "create", "gadget", "--from", "-")).ShouldBeDone();
        return tool;
    }
}
