using System.Diagnostics;

namespace Prefect.Flows.Tests.Engine;

/// <summary>Signals to a process that runs a flow.</summary>
public sealed class SignalTests : FlowTest
{
    [Theory(Timeout = 600_000)]
    [InlineData("TERM", 143, "Flow run was ended by a termination signal.", "Task run was ended by a termination signal.")]
    [InlineData("INT", 130, "Flow run was ended by an interrupt (Ctrl+C).", "Task run was ended by an interrupt (Ctrl+C).")]
    public async Task A_signal_ends_the_flow_as_crashed_and_then_the_process(string signal, int exitCode, string flowMessage, string taskMessage)
    {
        Assert.SkipWhen(OperatingSystem.IsWindows(), "Windows has no such signals.");
        Begin();
        string file = Path.Combine(Home, "signals.db");
        using Process process = Start("flow", file, "stay");
        (await process.StandardOutput.ReadLineAsync(Token)).ShouldBe("begun");

        using (Process kill = Process.Start("/bin/kill", [$"-{signal}", $"{process.Id}"]))
        {
            await kill.WaitForExitAsync(Token);
        }

        string output = await process.StandardOutput.ReadToEndAsync(Token);
        await process.WaitForExitAsync(Token);

        output.ShouldContain("hook Crashed");
        process.ExitCode.ShouldBe(exitCode);
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(file);
        FlowRun flow = (await store.ListFlowRunsAsync(cancellationToken: Token).ToListAsync(Token)).ShouldHaveSingleItem();
        flow.State.ToString().ShouldBe($"Crashed('{flowMessage}')");
        TaskRun task = (await store.ListTaskRunsAsync(cancellationToken: Token).ToListAsync(Token)).ShouldHaveSingleItem();
        task.State.ToString().ShouldBe($"Crashed('{taskMessage}')");
    }

    private static Process Start(params string[] arguments)
    {
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
        };
        start.ArgumentList.Add(Path.Combine(AppContext.BaseDirectory, "Prefect.StoreWorker.dll"));
        foreach (string argument in arguments)
        {
            start.ArgumentList.Add(argument);
        }

        return Process.Start(start)!;
    }
}
