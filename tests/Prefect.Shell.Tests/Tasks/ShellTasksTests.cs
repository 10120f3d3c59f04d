using Microsoft.Extensions.Logging;
using Prefect.Flows;

namespace Prefect.Shell.Tests;

public sealed class ShellTasksTests : ShellTest
{
    [Fact]
    public async Task Command_gives_its_last_line() =>
        (await ShellTasks.ShellRunCommandAsync("echo a; echo b", cancellationToken: Token)).ShouldBe("b");

    [Fact]
    public async Task Command_gives_all_its_lines_when_they_are_asked_for() =>
        (await ShellTasks.ShellRunCommandLinesAsync("echo a; echo; echo b", cancellationToken: Token)).ShouldBe(["a", "b"]);

    [Fact]
    public async Task Command_that_writes_nothing_gives_an_empty_text()
    {
        (await ShellTasks.ShellRunCommandAsync("true", cancellationToken: Token)).ShouldBe("");
        (await ShellTasks.ShellRunCommandLinesAsync("true", cancellationToken: Token)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Helper_command_goes_before_in_the_same_shell()
    {
        Directory.CreateDirectory(Folder.Combine("sub"));
        (await ShellTasks.ShellRunCommandAsync("pwd", helperCommand: "cd sub", cwd: Folder.Path, cancellationToken: Token)).ShouldEndWith("/sub");
    }

    [Fact]
    public async Task Failure_shows_the_error_output()
    {
        ShellException exception = await Should.ThrowAsync<ShellException>(
            () => ShellTasks.ShellRunCommandAsync("echo fine; echo 'not so' >&2; echo 'not at all' >&2; exit 4", cancellationToken: Token));
        exception.Message.ShouldBe("Command failed with exit code 4:\nnot so\nnot at all");
        exception.ReturnCode.ShouldBe(4);
    }

    [Fact]
    public async Task Failure_without_error_output_shows_the_last_line() =>
        (await Should.ThrowAsync<ShellException>(() => ShellTasks.ShellRunCommandAsync("echo first; echo second; exit 2", cancellationToken: Token)))
            .Message.ShouldBe("Command failed with exit code 2:\nsecond");

    [Fact]
    public async Task Script_has_no_ending_and_is_removed()
    {
        string script = await ShellTasks.ShellRunCommandAsync("echo $0", cancellationToken: Token);
        Path.GetExtension(script).ShouldBeEmpty();
        File.Exists(script).ShouldBeFalse();
    }

    [Fact]
    public async Task Output_is_logged_at_the_level_that_was_asked_for()
    {
        await ShellTasks.ShellRunCommandAsync("echo hear-me", streamLevel: LogLevel.Warning, cancellationToken: Token);
        await ShellTasks.ShellRunCommandAsync("echo hear-me-not", streamLevel: LogLevel.None, cancellationToken: Token);
        Log.Entries.Single(entry => entry.Message.EndsWith(": hear-me", StringComparison.Ordinal)).Level.ShouldBe(LogLevel.Warning);
        Logged().ShouldNotContain(message => message.Contains("hear-me-not"));
    }

    [Fact]
    public async Task Environment_reaches_the_command() =>
        (await ShellTasks.ShellRunCommandAsync("echo $CITY", env: new() { { "CITY", "Bergen" } }, cancellationToken: Token)).ShouldBe("Bergen");

    [Fact]
    public async Task Task_runs_in_a_flow()
    {
        Flow<string> flow = Flow.Define("shell", async () => await ShellTasks.ShellRunCommandTask.RunAsync("echo from a task", null, null, null, null, LogLevel.Information, null));
        (await flow.RunAsync(Token)).ShouldBe("from a task");
    }

    [Fact]
    public async Task Bad_arguments_are_refused_before_anything_is_run()
    {
        await Should.ThrowAsync<ArgumentException>(() => ShellTasks.ShellRunCommandAsync(null!, cancellationToken: Token));
        await Should.ThrowAsync<ArgumentException>(() => ShellTasks.ShellRunCommandAsync(" ", cancellationToken: Token));
        await Should.ThrowAsync<ShellConfigurationException>(() => ShellTasks.ShellRunCommandAsync("true", cwd: Folder.Combine("missing"), cancellationToken: Token));
    }
}
