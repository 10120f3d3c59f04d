using Microsoft.Extensions.Logging;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Logging;

[Collection<RunsAlone>]
public sealed class FlowLoggingTests
{
    [Fact]
    public async Task A_flow_and_its_tasks_log_what_they_say_and_print()
    {
        using LogsTo logs = new();
        RecordedStore recorded = new();
        using IDisposable store = RunStore.Use(recorded);
        FlowTask<int, int> twice = FlowTask.Define("twice", (int x) =>
        {
            Console.WriteLine($"printing {x}");
            RunLogger.Current.LogInformation("doubling {Number}", x);
            return x * 2;
        });
        FlowTask<Unit> quiet = FlowTask.Define("quiet", () => Console.WriteLine(""), new() { LogPrints = false });
        Flow<int, int> flow = Flow.Define("double", async (int x) =>
        {
            Console.Write("begun");
            await quiet.RunAsync();
            return await twice.RunAsync(x);
        }, new() { LogPrints = true });
        (await flow.RunAsync(4, TestContext.Current.CancellationToken)).ShouldBe(8);
        string[] ofTasks = [.. logs.Log.Entries.Where(entry => entry.Category == "prefect.task_runs").Select(entry => entry.Message)];
        ofTasks.ShouldContain("printing 4");
        Array.IndexOf(ofTasks, "doubling 4").ShouldBe(Array.IndexOf(ofTasks, "printing 4") + 1);
        logs.Log.Entries.ShouldContain(entry => entry.Category == "prefect.flow_runs" && entry.Message == "begun");
        recorded.Messages.ShouldContain("printing 4");
        recorded.Messages.ShouldContain("begun");
        logs.Log.Entries.Where(entry => entry.Category == "prefect.flow_runs" && entry.Level == LogLevel.Information).Count().ShouldBeGreaterThanOrEqualTo(3);
    }
}
