using Prefect.Flows;

namespace Prefect.FlowWorker;

/// <summary>A flow on a pool of two processes, which say "idle ID" and "busy ID" on the console, with their ids.</summary>
internal static class PoolFlow
{
    public static async Task<int> RunAsync()
    {
        FlowTask<string, int> hold = FlowTask.Define("hold", static (string word) =>
        {
            Console.WriteLine($"{word} {Environment.ProcessId}");
            using ManualResetEventSlim never = new();
            never.Wait();
            return 0;
        });
        FlowTask<string, int> say = FlowTask.Define("say", static (string word) =>
        {
            Console.WriteLine($"{word} {Environment.ProcessId}");
            return 0;
        });
        Flow<int> pooled = Flow.Define(
            "pooled",
            async () =>
            {
                TaskFuture<int> held = hold.Submit("busy");
                return await say.Submit("idle") + await held;
            },
            new FlowOptions { TaskRunner = new ProcessPoolTaskRunner(2) });
        return await pooled.RunAsync();
    }
}
