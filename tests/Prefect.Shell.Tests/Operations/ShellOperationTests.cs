using System.Runtime.Versioning;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;

namespace Prefect.Shell.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class ShellOperationTests : ShellTest
{
    [Fact]
    public async Task Commands_give_the_lines_of_their_output()
    {
        IReadOnlyList<string> lines = await new ShellOperation { Commands = ["echo a", "echo b"] }.RunAsync(Token);
        lines.ShouldBe(["a", "b"]);
    }

    [Fact]
    public void Blocking_form_gives_the_same() => new ShellOperation { Commands = ["echo a", "echo b"] }.Run(Token).ShouldBe(["a", "b"]);

    [Fact]
    public async Task Failing_last_command_is_told_with_its_code()
    {
        ShellOperation operation = new() { Commands = ["echo fine", "echo 'no such table' >&2; exit 7"] };
        ShellException exception = await Should.ThrowAsync<ShellException>(() => operation.RunAsync(Token));
        exception.ReturnCode.ShouldBe(7);
        exception.Message.ShouldStartWith($"PID {exception.Pid} failed with return code 7.");
        exception.ErrorOutput.ShouldBe("no such table");
    }

    [Fact]
    public async Task Failing_command_before_one_that_succeeds_is_no_failure() =>
        (await new ShellOperation { Commands = ["false", "ls /no/such/folder", "echo ok"] }.RunAsync(Token)).ShouldBe(["ok"]);

    [Fact]
    public async Task Codes_that_are_no_failure_can_be_named()
    {
        ShellOperation operation = new ShellOperation { Commands = ["echo none", "exit 1"] }.WithOptions(new() { SuccessCodes = [0, 1] });
        (await operation.RunAsync(Token)).ShouldBe(["none"]);
    }

    [Fact]
    public async Task Variables_and_folders_of_one_command_are_there_for_the_next()
    {
        ShellOperation operation = new() { Commands = ["CITY=Oslo", "mkdir sub && cd sub", "echo $CITY $(basename $PWD)"], WorkingDir = Folder.Path };
        (await operation.RunAsync(Token)).ShouldBe(["Oslo sub"]);
    }

    [Fact]
    public async Task Variable_of_the_block_goes_before_that_of_the_process()
    {
        ShellOperation operation = new() { Commands = ["echo $HOME", "echo ${PATH:+there}"], Env = new() { { "HOME", "/elsewhere" } } };
        (await operation.RunAsync(Token)).ShouldBe(["/elsewhere", "there"]);
    }

    [Fact]
    public void Working_folder_that_is_not_there_is_refused_at_once()
    {
        string missing = Folder.Combine("missing");
        ShellConfigurationException exception = Should.Throw<ShellConfigurationException>(() => new ShellOperation { Commands = ["true"], WorkingDir = missing });
        exception.Field.ShouldBe("working_dir");
        exception.Message.ShouldContain(missing);
    }

    [Fact]
    public async Task Triggered_commands_are_waited_for_and_leave_no_file()
    {
        await using ShellOperation operation = new() { Commands = ["echo $0", "echo done"] };
        await using ShellProcess process = await operation.TriggerAsync(Token);
        await process.WaitForCompletionAsync(Token);
        IReadOnlyList<string> lines = await process.FetchResultAsync(Token);

        lines[^1].ShouldBe("done");
        process.ReturnCode.ShouldBe(0);
        string script = lines[0];
        Path.GetFileName(script).ShouldStartWith("prefect-");
        Path.GetExtension(script).ShouldBe(".sh");
        File.Exists(script).ShouldBeTrue();
        File.GetUnixFileMode(script).ShouldBe(UnixFileMode.UserRead | UnixFileMode.UserWrite);
        await process.CloseAsync(Token);
        File.Exists(script).ShouldBeFalse();
        (await process.FetchResultAsync(Token)).ShouldBe(lines);
    }

    [Fact]
    public async Task Closing_twice_is_harmless()
    {
        ShellOperation operation = new() { Commands = ["sleep 600"] };
        ShellProcess process = await operation.TriggerAsync(Token);
        await operation.CloseAsync(Token);
        await operation.CloseAsync(Token);
        await process.CloseAsync(Token);
        process.Dispose();
        process.ReturnCode.ShouldBe(128 + 15);
    }

    [Fact]
    public async Task Output_is_logged_as_it_comes_between_start_and_end()
    {
        ShellOperation operation = new() { Commands = ["echo out", "echo err >&2", "echo"], WorkingDir = Folder.Path };
        (await operation.RunAsync(Token)).ShouldBe(["out"]);

        IReadOnlyList<string> logged = Logged();
        string pid = logged[0].Split(' ')[1];
        logged[0].ShouldBe($"PID {pid} triggered with 3 commands running inside the '{Folder.Path}' directory.");
        logged.Skip(1).SkipLast(1).ShouldBe([$"PID {pid} stream output: out", $"PID {pid} stderr: err"], ignoreOrder: true);
        logged[^1].ShouldBe($"PID {pid} completed with return code 0.");
        Log.Entries.ShouldAllBe(entry => entry.Level == LogLevel.Information);
    }

    [Fact]
    public async Task Output_is_kept_but_not_logged_when_nobody_wants_it_streamed()
    {
        ShellOperation operation = new() { Commands = ["echo quiet-out", "echo quiet-err >&2"], StreamOutput = false };
        (await operation.RunAsync(Token)).ShouldBe(["quiet-out"]);
        Logged().ShouldAllBe(message => !message.Contains("quiet-"));
    }

    [Fact]
    public async Task Shell_may_be_written_in_capitals() =>
        (await new ShellOperation { Commands = ["echo ${BASH_VERSION:+bash}"], Shell = "BASH" }.RunAsync(Token)).ShouldBe(["bash"]);

    [Fact]
    public async Task Another_shell_may_be_given_by_its_path() =>
        (await new ShellOperation { Commands = ["echo $0 ${BASH_VERSION:+bash}"], Shell = "/bin/sh", Extension = ".txt" }.RunAsync(Token)).Single().ShouldEndWith(".txt");

    [Fact]
    public async Task Script_for_PowerShell_is_given_to_it_with_its_last_line()
    {
        string shell = Folder.WriteFile("pwsh", "#!/bin/bash\nfor argument; do echo \"$argument\"; done\ncat \"${!#}\"\nexit 0\n");
        File.SetUnixFileMode(shell, UnixFileMode.UserRead | UnixFileMode.UserExecute);
        ShellOperation operation = new()
        {
            Commands = ["Get-Date"],
            Extension = ".ps1",
            Shell = "bash",
            Env = new() { { "PATH", $"{Folder.Path}:{Environment.GetEnvironmentVariable("PATH")}" } },
        };

        IReadOnlyList<string> lines = await operation.RunAsync(Token);
        lines.Take(3).ShouldBe(["-NoLogo", "-NonInteractive", "-File"]);
        lines[3].ShouldEndWith(".ps1");
        lines.Skip(4).ShouldBe(["Get-Date", "Exit $LastExitCode"]);
    }

    [Fact]
    public async Task Shell_that_is_not_there_is_named_and_leaves_no_file()
    {
        ShellOperation operation = new() { Commands = ["true"], Shell = "no-such-shell", Env = new() { { "TMPDIR", "unused" } } };
        int before = Scripts();
        ShellException exception = await Should.ThrowAsync<ShellException>(() => operation.RunAsync(Token));
        exception.Message.ShouldContain("'no-such-shell'");
        exception.Pid.ShouldBeNull();
        Scripts().ShouldBe(before);

        static int Scripts() => Directory.GetFiles(Path.GetTempPath(), "prefect-*.no-such").Length;
    }

    [Fact]
    public async Task Long_output_of_both_pipes_is_kept_whole()
    {
        const int Lines = 10_000;
        ShellOperation operation = new() { Commands = [$"for i in $(seq {Lines}); do echo \"out $i\"; echo \"err $i\" >&2; done"], StreamOutput = false };
        (await operation.RunAsync(Token)).ShouldBe(Enumerable.Range(1, Lines).Select(number => $"out {number}"));
    }

    [Fact]
    public async Task Output_beyond_what_is_kept_in_memory_comes_back_whole()
    {
        const int Lines = 40_000;
        ShellOperation operation = new() { Commands = [$"seq -f 'line %.0f is fifty characters long, or thereabouts\tå\rß' {Lines}"], StreamOutput = false };
        await using ShellProcess process = await operation.TriggerAsync(Token);
        await process.WaitForCompletionAsync(Token);
        IReadOnlyList<string> lines = await process.FetchResultAsync(Token);
        lines.ShouldBe(Enumerable.Range(1, Lines).Select(number => $"line {number} is fifty characters long, or thereabouts\tå\rß"));
        (await process.FetchResultAsync(Token)).Count.ShouldBe(Lines);
    }

    [Theory]
    [InlineData(600_000)]
    [InlineData(3_000_000)]
    public async Task Long_line_comes_back_in_one_piece(int length)
    {
        ShellOperation operation = new() { Commands = ["echo before", $"head -c {length} /dev/zero | tr '\\0' x; echo y", "echo after"], StreamOutput = false };
        IReadOnlyList<string> lines = await operation.RunAsync(Token);
        lines.ShouldBe(["before", new string('x', length) + "y", "after"]);
        string last = await ShellTasks.ShellRunCommandAsync($"echo before; head -c {length} /dev/zero | tr '\\0' x", streamLevel: LogLevel.None, cancellationToken: Token);
        last.ShouldBe(new string('x', length));
    }

    [Fact]
    public async Task Long_line_of_errors_does_not_push_out_those_after_it()
    {
        ShellOperation operation = new() { Commands = ["{ head -c 100000 /dev/zero | tr '\\0' x; echo; echo second; echo third; exit 3; } >&2"], StreamOutput = false };
        ShellException exception = await Should.ThrowAsync<ShellException>(() => operation.RunAsync(Token));
        exception.ErrorOutput.ShouldBe("second\nthird");
    }

    [Fact]
    public async Task One_block_runs_twice_and_at_the_same_time()
    {
        ShellOperation operation = new() { Commands = ["echo once"] };
        (await operation.RunAsync(Token)).ShouldBe(["once"]);
        IReadOnlyList<string>[] both = await Task.WhenAll(operation.RunAsync(Token), operation.RunAsync(Token));
        both.ShouldAllBe(lines => lines.Single() == "once");
    }

    [Fact]
    public async Task Result_before_the_end_is_said_to_be_incomplete()
    {
        await using ShellProcess process = await new ShellOperation { Commands = ["echo begun", $"until [ -e {Folder.Path}/go ]; do sleep 0.05; done", "echo over"] }.TriggerAsync(Token);
        while ((await process.FetchResultAsync(Token)).Count == 0)
        {
            await Task.Delay(10, Token);
        }

        (await process.FetchResultAsync(Token)).ShouldBe(["begun"]);
        process.ReturnCode.ShouldBeNull();
        Logged().ShouldContain($"PID {process.Pid} is still running: its output may be incomplete.");
        Folder.WriteFile("go", "");
        await process.WaitForCompletionAsync(Token);
        (await process.FetchResultAsync(Token)).ShouldBe(["begun", "over"]);
    }

    [Fact]
    public async Task Lines_are_streamed_of_both_pipes_and_the_failure_comes_last()
    {
        List<ChildLine> lines = [];
        ShellException exception = await Should.ThrowAsync<ShellException>(async () =>
        {
            await foreach (ChildLine line in new ShellOperation { Commands = ["echo ' a  '", "echo", "echo e >&2", "exit 3"] }.StreamAsync(Token))
            {
                lines.Add(line);
            }
        });
        exception.ReturnCode.ShouldBe(3);
        lines.ShouldBe([new(ChildStream.Output, " a  "), new(ChildStream.Output, ""), new(ChildStream.Error, "e")], ignoreOrder: true);
    }

    [Fact]
    public async Task Whoever_stops_asking_for_lines_ends_the_commands()
    {
        await foreach (ChildLine line in new ShellOperation { Commands = ["echo $$", "yes"] }.StreamAsync(Token))
        {
            Folder.WriteFile("pid", line.Text);
            break;
        }

        Runs(await File.ReadAllTextAsync(Folder.Combine("pid"), Token)).ShouldBeFalse();
    }

    [Fact]
    public async Task Check_names_the_shell_or_says_that_there_is_none()
    {
        (await new ShellOperation { Commands = ["true"] }.CheckAsync(Token)).Message.ShouldContain("/bash'");
        BlockCheckResult missing = await new ShellOperation { Commands = ["true"], Shell = "no-such-shell" }.CheckAsync(Token);
        missing.Succeeded.ShouldBeFalse();
        missing.Stage.ShouldBe(BlockCheckStage.Resource);
        missing.Message.ShouldContain("'no-such-shell'");
    }

    [Theory]
    [InlineData("sh")]
    [InlineData("../x.sh")]
    [InlineData(".a/b")]
    [InlineData("..")]
    public async Task Extension_that_is_none_is_refused(string extension) =>
        (await Should.ThrowAsync<ShellConfigurationException>(() => new ShellOperation { Commands = ["true"], Extension = extension }.RunAsync(Token)))
            .Field.ShouldBe("extension");

    [Fact]
    public async Task Commands_that_no_shell_takes_are_refused()
    {
        (await Should.ThrowAsync<ShellConfigurationException>(() => new ShellOperation { Commands = ["a\0b"] }.RunAsync(Token))).Field.ShouldBe("commands");
        (await Should.ThrowAsync<ShellConfigurationException>(() => new ShellOperation { Commands = [null!] }.RunAsync(Token))).Field.ShouldBe("commands");
        (await Should.ThrowAsync<ShellConfigurationException>(() => new ShellOperation { Commands = null! }.RunAsync(Token))).Field.ShouldBe("commands");
        (await new ShellOperation { Commands = [] }.RunAsync(Token)).ShouldBeEmpty();
    }

    [Theory]
    [InlineData("A=B")]
    [InlineData("")]
    public async Task Variable_that_cannot_be_set_is_refused(string name) =>
        await Should.ThrowAsync<ArgumentException>(() => new ShellOperation { Commands = ["true"], Env = new() { { name, "x" } } }.RunAsync(Token));
}
