namespace Prefect.Shell.Tests;

/// <summary>How commands come to their end before they are done.</summary>
public sealed class ShellEndingTests : ShellTest
{
    [Fact]
    public async Task Cancelling_ends_all_that_the_commands_have_started()
    {
        using CancellationTokenSource cancellation = new();
        ShellOperation operation = new() { Commands = ["(trap '' HUP; sleep 600 & echo $! > grandchild; wait) &", "sleep 600 & echo $! > child", "wait"], WorkingDir = Folder.Path };
        Task<IReadOnlyList<string>> running = operation.RunAsync(cancellation.Token);
        string[] pids = [await AppearsAsync(Folder.Combine("grandchild")), await AppearsAsync(Folder.Combine("child"))];
        pids.ShouldAllBe(pid => Runs(pid));

        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        pids.ShouldAllBe(pid => !Runs(pid));
    }

    [Theory]
    [InlineData("timeout 600 bash -c 'echo $$ > pid; sleep 600'")]
    [InlineData("set -m; bash -c 'echo $$ > pid; sleep 600' & wait")]
    [InlineData("setsid bash -c 'echo $$ > pid; sleep 600' & wait")]
    [InlineData("setsid bash -c \"trap '' TERM; echo \\$\\$ > pid; while :; do sleep 0.1; done\" & wait")]
    public async Task Cancelling_ends_those_too_that_have_left_the_process_group(string command)
    {
        using CancellationTokenSource cancellation = new();
        ShellOperation operation = new ShellOperation { Commands = [command], WorkingDir = Folder.Path }.WithOptions(new() { Grace = TimeSpan.FromSeconds(1) });
        Task<IReadOnlyList<string>> running = operation.RunAsync(cancellation.Token);
        string pid = await AppearsAsync(Folder.Combine("pid"));
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => running);
        Runs(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task What_a_job_of_the_shell_left_in_the_background_ends_with_the_run()
    {
        ShellOperation operation = new() { Commands = ["set -m", "bash -c 'echo $$ > pid; sleep 600' > /dev/null 2>&1 &", "until [ -s pid ]; do sleep 0.01; done"], WorkingDir = Folder.Path };
        await operation.RunAsync(Token);
        Runs(await AppearsAsync(Folder.Combine("pid"))).ShouldBeFalse();
    }

    [Fact]
    public async Task Closing_that_nobody_waits_for_goes_on()
    {
        ShellOperation operation = new() { Commands = ["echo $0 > script", "sleep 600"], WorkingDir = Folder.Path };
        ShellProcess process = await operation.TriggerAsync(Token);
        string script = await AppearsAsync(Folder.Combine("script"));
        await Should.ThrowAsync<OperationCanceledException>(() => operation.CloseAsync(new CancellationToken(canceled: true)));
        while (File.Exists(script))
        {
            await Task.Delay(10, Token);
        }

        process.ReturnCode.ShouldBe(128 + 15);
    }

    [Fact]
    public void Time_that_no_clock_waits_is_refused()
    {
        Should.Throw<ArgumentOutOfRangeException>(() => new ShellOptions { Timeout = TimeSpan.Zero });
        Should.Throw<ArgumentOutOfRangeException>(() => new ShellOptions { Timeout = TimeSpan.FromDays(50) });
        Should.Throw<ArgumentOutOfRangeException>(() => new ShellOptions { Grace = TimeSpan.FromTicks(-1) });
    }

    [Fact]
    public async Task What_will_not_end_is_made_to()
    {
        ShellOperation operation = new ShellOperation { Commands = ["trap '' TERM", "echo $$ > pid", "while :; do sleep 0.1; done"], WorkingDir = Folder.Path }
            .WithOptions(new() { Grace = TimeSpan.FromMilliseconds(200) });
        ShellProcess process = await operation.TriggerAsync(Token);
        string pid = await AppearsAsync(Folder.Combine("pid"));

        await process.CloseAsync(Token);
        Runs(pid).ShouldBeFalse();
        process.ReturnCode.ShouldBe(128 + 9);
    }

    [Fact]
    public async Task What_is_asked_to_end_may_clean_up()
    {
        ShellOperation operation = new() { Commands = ["trap 'echo cleaned > mark; exit 0' TERM", "echo $$ > pid", "while :; do sleep 0.05; done"], WorkingDir = Folder.Path };
        ShellProcess process = await operation.TriggerAsync(Token);
        await AppearsAsync(Folder.Combine("pid"));
        await process.CloseAsync(Token);
        (await AppearsAsync(Folder.Combine("mark"))).ShouldBe("cleaned");
    }

    [Fact]
    public async Task What_is_left_in_the_background_ends_with_the_run_and_does_not_hold_it()
    {
        ShellOperation operation = new() { Commands = ["sleep 600 & echo $! > background", "echo started"], WorkingDir = Folder.Path };
        (await operation.RunAsync(Token)).ShouldBe(["started"]);
        Runs(await AppearsAsync(Folder.Combine("background"))).ShouldBeFalse();
    }

    [Fact]
    public async Task What_is_left_in_the_background_lives_until_the_process_is_closed()
    {
        ShellProcess process = await new ShellOperation { Commands = ["sleep 600 > /dev/null 2>&1 & echo $! > background"], WorkingDir = Folder.Path }.TriggerAsync(Token);
        await process.WaitForCompletionAsync(Token);
        string pid = await AppearsAsync(Folder.Combine("background"));
        Runs(pid).ShouldBeTrue();
        await process.CloseAsync(Token);
        Runs(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task Commands_that_take_longer_than_they_may_are_ended()
    {
        ShellOperation operation = new ShellOperation { Commands = ["echo $$ > pid", "sleep 600"], WorkingDir = Folder.Path }
            .WithOptions(new() { Timeout = TimeSpan.FromMilliseconds(500) });
        TimeoutException exception = await Should.ThrowAsync<TimeoutException>(() => operation.RunAsync(Token));
        exception.Message.ShouldContain("0.5 seconds");
        string pid = await AppearsAsync(Folder.Combine("pid"));
        Runs(pid).ShouldBeFalse();
    }

    [Fact]
    public async Task Cancelling_the_waiting_leaves_the_commands_alone()
    {
        await using ShellProcess process = await new ShellOperation { Commands = [$"until [ -e {Folder.Path}/go ]; do sleep 0.05; done", "echo over"] }.TriggerAsync(Token);
        using CancellationTokenSource cancellation = new();
        Task waiting = process.WaitForCompletionAsync(cancellation.Token);
        await cancellation.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => waiting);
        process.ReturnCode.ShouldBeNull();
        Folder.WriteFile("go", "");
        await process.WaitForCompletionAsync(Token);
        (await process.FetchResultAsync(Token)).ShouldBe(["over"]);
    }

    [Fact]
    public async Task Cancelled_token_starts_nothing()
    {
        using CancellationTokenSource cancelled = new();
        await cancelled.CancelAsync();
        await Should.ThrowAsync<OperationCanceledException>(() => new ShellOperation { Commands = ["touch mark"], WorkingDir = Folder.Path }.RunAsync(cancelled.Token));
        Directory.GetFiles(Folder.Path).ShouldBeEmpty();
    }

    [Fact]
    public async Task Nothing_is_read_from_this_process_input() =>
        (await new ShellOperation { Commands = ["read line || echo empty"] }.RunAsync(Token)).ShouldBe(["empty"]);
}
