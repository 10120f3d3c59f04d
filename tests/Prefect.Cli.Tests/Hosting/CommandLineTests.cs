using System.Text.Json;
using Prefect.Blocks;
using Prefect.Testing;

namespace Prefect.Cli.Tests;

public sealed class CommandLineTests
{
    [Fact]
    public async Task Nothing_typed_prints_help()
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync();

        result.ShouldBeDone();
        result.Output.ShouldContain("Usage:");
    }

    [Theory]
    [InlineData("--help")]
    [InlineData("block", "--help")]
    [InlineData("block", "create", "-h")]
    [InlineData("block", "types", "inspect", "-?")]
    [InlineData("profile", "use", "--help")]
    [InlineData("config", "view", "--help")]
    public async Task Every_command_has_help(params string[] command)
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync(command);

        result.ShouldBeDone();
        result.Output.ShouldContain("--profile <NAME>");
        result.Error.ShouldBeEmpty();
    }

    [Fact]
    public async Task The_version_is_that_of_the_assembly_without_the_commit()
    {
        await using Tool tool = new();

        ToolResult result = await tool.RunAsync("--version");

        result.ShouldBeDone();
        result.Output.Trim().ShouldMatch(@"^\d+\.\d+\.\d+$");
    }

    [Theory]
    [InlineData("server", "start")]
    [InlineData("cloud", "login")]
    [InlineData("deploy")]
    [InlineData("work-pool", "ls")]
    [InlineData("work-pool", "ls", "--limit", "5")]
    public async Task A_command_of_Pythons_tool_is_pointed_to_it(params string[] command)
    {
        await using Tool tool = new();

        (await tool.RunAsync(command)).ShouldBeWrongUsage($"then run: prefect {command[0]}");
    }

    [Theory]
    [InlineData("'dotnet prefect' has no command or option 'bloc'", "bloc")]
    [InlineData("'dotnet prefect block' has no command or option 'lst'", "block", "lst")]
    [InlineData("'dotnet prefect block type' needs a command behind it", "block", "type")]
    [InlineData("See: dotnet prefect block ls --help", "block", "ls", "--limit", "3")]
    [InlineData("Required argument missing", "block", "type", "inspect")]
    [InlineData("The only one is json", "block", "ls", "-o", "xml")]
    [InlineData("The only one is json", "version", "--output", "")]
    public async Task What_cannot_be_understood_is_wrong_usage(string message, params string[] command)
    {
        await using Tool tool = new();

        (await tool.RunAsync(command)).ShouldBeWrongUsage(message);
    }

    [Fact]
    public async Task A_response_file_is_not_read()
    {
        await using Tool tool = new();

        (await tool.RunAsync("block", "type", "inspect", "@/etc/passwd")).ShouldFail("No block type '@/etc/passwd'");
    }

    [Fact]
    public async Task An_interrupted_command_says_so()
    {
        await using Tool tool = new() { IsTerminal = true };
        using CancellationTokenSource interrupted = new();
        await interrupted.CancelAsync();

        ToolResult result = await tool.RunAsync(interrupted.Token, "block", "ls");

        result.ExitCode.ShouldBe(ExitCodes.Interrupted);
        result.Error.ShouldBe("Interrupted.\n");
    }

    [Fact]
    public async Task A_question_is_left_when_the_command_is_interrupted()
    {
        using CancellationTokenSource interrupted = new();
        using TemporaryDirectory home = new();
        using StringWriter error = new();
        using BlockedInput input = new(interrupted);
        CliHost host = new()
        {
            Input = input,
            Output = TextWriter.Null,
            Error = error,
            Environment = new Dictionary<string, string>(StringComparer.Ordinal) { ["PREFECT_HOME"] = home.Path },
            CurrentDirectory = home.Path,
            ToolDirectory = home.Path,
            IsInputTerminal = true,
        };
        (await CommandLine.RunAsync(["profile", "create", "old"], host, TestContext.Current.CancellationToken)).ShouldBe(ExitCodes.Done);

        (await CommandLine.RunAsync(["profile", "delete", "old"], host, interrupted.Token)).ShouldBe(ExitCodes.Interrupted);
    }

    [Theory]
    [InlineData("0")]
    [InlineData("1")]
    public async Task An_unexpected_failure_is_one_paragraph_and_shows_where_only_in_debug_mode(string debug)
    {
        await using Tool tool = new();
        tool.Variables["PREFECT_DEBUG_MODE"] = debug;
        using StringWriter error = new();
        CliHost host = new()
        {
            Input = TextReader.Null,
            Output = TextWriter.Null,
            Error = error,
            Environment = tool.Variables,
            CurrentDirectory = tool.Project,
            ToolDirectory = tool.Beside,
            OpenStore = () => throw new NotSupportedException("The store is on fire."),
        };

        int exitCode = await CommandLine.RunAsync(["block", "ls"], host, TestContext.Current.CancellationToken);

        exitCode.ShouldBe(ExitCodes.Failed);
        error.ToString().ShouldStartWith("The command failed: The store is on fire. Set PREFECT_DEBUG_MODE=1 to see where.");
        error.ToString().Contains("   at ", StringComparison.Ordinal).ShouldBe(debug == "1");
    }

    [Fact]
    public async Task A_store_that_cannot_be_opened_is_one_readable_paragraph()
    {
        await using Tool tool = new();
        tool.Write("file", "in the way");
        using StringWriter error = new();
        CliHost host = new()
        {
            Input = TextReader.Null,
            Output = TextWriter.Null,
            Error = error,
            Environment = tool.Variables,
            CurrentDirectory = tool.Project,
            ToolDirectory = tool.Beside,
            OpenStore = () => EmbeddedBlockStore.Open(Path.Combine(tool.Project, "file", "store.db")),
        };

        (await CommandLine.RunAsync(["block", "ls"], host, TestContext.Current.CancellationToken)).ShouldBe(ExitCodes.Failed);

        error.ToString().TrimEnd().ShouldNotContain("\n");
    }

    [Fact]
    public async Task Tables_fit_a_terminal_and_are_whole_in_a_pipe()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();
        using StringWriter output = new();
        CliHost terminal = new()
        {
            Input = TextReader.Null,
            Output = output,
            Error = TextWriter.Null,
            Environment = tool.Variables,
            CurrentDirectory = tool.Project,
            ToolDirectory = tool.Beside,
            IsOutputTerminal = true,
            TerminalWidth = 60,
            OpenStore = () => tool.Store,
        };

        await CommandLine.RunAsync(["block", "type", "ls"], terminal, TestContext.Current.CancellationToken);
        ToolResult piped = await tool.RunAsync("block", "type", "ls");

        output.ToString().ShouldContain("\u001b[");
        piped.Output.ShouldNotContain("\u001b");
        piped.Output.Split('\n').Max(line => line.Length).ShouldBeGreaterThan(80);
    }

    [Fact]
    public async Task Every_command_that_prints_data_can_print_json()
    {
        await using Tool tool = new();
        await tool.RegisterAcmeAsync();
        tool.Input = Acme.Credentials(Canary.Generate("token"));
        await tool.RunAsync("block", "create", "acme-credentials", "--from", "-");
        string[][] commands =
        [
            ["block", "ls"], ["block", "inspect", "acme-credentials/main"], ["block", "type", "ls"], ["block", "type", "inspect", "acme-bucket"],
            ["profile", "ls"], ["profile", "inspect"], ["config", "view"], ["config", "validate"], ["version"],
        ];

        foreach (string[] command in commands)
        {
            ToolResult result = await tool.RunAsync([.. command, "-o", "json"]);
            result.ShouldBeDone();
            using JsonDocument json = JsonDocument.Parse(result.Output);
        }
    }

    /// <summary>An input at which nobody types; the command is interrupted instead.</summary>
    private sealed class BlockedInput(CancellationTokenSource interrupted) : TextReader
    {
        private readonly TaskCompletionSource _left = new();

        public override string? ReadLine()
        {
            interrupted.Cancel();
            _left.Task.Wait();
            return null;
        }

        protected override void Dispose(bool disposing)
        {
            _left.TrySetResult();
            base.Dispose(disposing);
        }
    }
}
