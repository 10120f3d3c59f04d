using System.Collections.Concurrent;
using System.Runtime.Versioning;

namespace Prefect.Shell.Tests;

[UnsupportedOSPlatform("windows")]
public sealed class ChildProcessTests : ShellTest
{
    [Fact]
    public async Task Arguments_arrive_as_they_are()
    {
        string[] given = ["a b", "", "\"quoted\"", "$HOME", "*", "back\\slash", "line\nbreak", "ø"];
        ConcurrentQueue<ChildLine> lines = new();
        await using ChildProcess child = ChildProcess.Start(new("bash", ["-c", "printf '%q\\n' \"$@\"", "bash", .. given]), Into(lines));
        (await child.WaitAsync(Token)).ShouldBe(0);
        lines.Count.ShouldBe(given.Length);
        lines.Select(line => line.Text).ShouldContain("\\$HOME");
    }

    [Fact]
    public async Task Lines_come_with_the_pipe_that_they_were_written_to()
    {
        ConcurrentQueue<ChildLine> lines = new();
        await using ChildProcess child = ChildProcess.Start(new("bash", "-c", "echo out; echo err >&2; printf 'no end'; exit 9"), Into(lines));
        (await child.WaitAsync(Token)).ShouldBe(9);
        child.ExitCode.ShouldBe(9);
        lines.ShouldBe([new(ChildStream.Output, "out"), new(ChildStream.Error, "err"), new(ChildStream.Output, "no end")], ignoreOrder: true);
    }

    [Fact]
    public async Task Variable_is_taken_away_by_null()
    {
        ConcurrentQueue<ChildLine> lines = new();
        ChildProgram program = new("bash", "-c", "echo ${HOME:-none} $CITY")
        {
            Environment = new Dictionary<string, string?> { ["HOME"] = null, ["CITY"] = "Oslo" },
        };
        await using ChildProcess child = ChildProcess.Start(program, Into(lines));
        await child.WaitAsync(Token);
        lines.Single().Text.ShouldBe("none Oslo");
    }

    [Fact]
    public async Task Handler_that_fails_ends_the_program_and_is_told()
    {
        await using ChildProcess child = ChildProcess.Start(new("yes"), _ => throw new InvalidOperationException("full"));
        (await Should.ThrowAsync<InvalidOperationException>(() => child.WaitAsync(Token))).Message.ShouldBe("full");
    }

    [Fact]
    public async Task Program_that_left_the_session_does_not_hold_the_end()
    {
        string mark = Folder.Combine("pid");
        ConcurrentQueue<ChildLine> lines = new();
        await using ChildProcess child = ChildProcess.Start(
            new("bash", "-c", $"setsid bash -c 'echo $$ > {mark}; sleep 600' & until [ -s {mark} ]; do sleep 0.01; done; echo done")
            {
                DrainLimit = TimeSpan.FromMilliseconds(200),
            },
            Into(lines));
        (await child.WaitAsync(Token)).ShouldBe(0);
        lines.Single().Text.ShouldBe("done");
        await new ShellOperation { Commands = [$"kill -9 -{await AppearsAsync(mark)}"] }.RunAsync(Token);
    }

    [Fact]
    public async Task What_goes_on_writing_in_the_background_does_not_hold_the_end()
    {
        ConcurrentQueue<ChildLine> lines = new();
        await using ChildProcess child = ChildProcess.Start(
            new("bash", "-c", "while :; do echo tick; sleep 0.01; done & echo started") { DrainLimit = TimeSpan.FromMilliseconds(200) },
            Into(lines));
        (await child.WaitAsync(Token)).ShouldBe(0);
        child.WasCutOff.ShouldBeTrue();
        lines.ShouldContain(new ChildLine(ChildStream.Output, "started"));
    }

    [Fact]
    public async Task Slow_handler_loses_nothing_after_the_end()
    {
        ConcurrentQueue<ChildLine> lines = new();
        using SemaphoreSlim gate = new(0);
        await using ChildProcess child = ChildProcess.Start(
            new("bash", "-c", "seq 100") { DrainLimit = TimeSpan.FromMilliseconds(20) },
            async line =>
            {
                await gate.WaitAsync(Token);
                lines.Enqueue(line);
            });
        while (child.ExitCode is null)
        {
            await Task.Delay(10, Token);
        }

        await Task.Delay(200, Token);
        gate.Release(100);
        await child.WaitAsync(Token);
        lines.Count.ShouldBe(100);
    }

    [Theory]
    [InlineData("no-such-program", "PATH")]
    [InlineData("/no/such/program", "no such file")]
    [InlineData("./Prefect.Shell.Tests.no", "no such file")]
    public void Program_that_is_not_there_is_named(string program, string reason)
    {
        ShellException exception = Should.Throw<ShellException>(() => ChildProcess.Start(new(program)));
        exception.Message.ShouldContain($"'{program}'");
        exception.Message.ShouldContain(reason);
    }

    [Fact]
    public void File_that_is_no_program_is_told()
    {
        string file = Folder.WriteFile("data", "no program");
        File.SetUnixFileMode(file, UnixFileMode.UserRead);
        Should.Throw<ShellException>(() => ChildProcess.Start(new(file))).Message.ShouldContain("may not be executed");
    }

    [Fact]
    public void Bad_arguments_are_refused_before_anything_is_started()
    {
        Should.Throw<ArgumentNullException>(() => ChildProcess.Start(null!));
        Should.Throw<ArgumentException>(() => ChildProcess.Start(new(" ")));
        Should.Throw<ArgumentException>(() => ChildProcess.Start(new("echo", "a\0b")));
        Should.Throw<ArgumentException>(() => ChildProcess.Start(new("echo", [null!])));
        Should.Throw<ArgumentException>(() => ChildProcess.Start(new("echo") { Environment = new Dictionary<string, string?> { ["A=B"] = "" } }));
        Should.Throw<ArgumentException>(() => ChildProcess.Start(new("echo") { Grace = TimeSpan.FromSeconds(-1) }));
        Should.Throw<ShellException>(() => ChildProcess.Start(new("echo") { WorkingDirectory = Folder.Combine("missing") })).Message.ShouldContain("missing");
    }

    private static Func<ChildLine, ValueTask> Into(ConcurrentQueue<ChildLine> lines) => line =>
    {
        lines.Enqueue(line);
        return ValueTask.CompletedTask;
    };
}
