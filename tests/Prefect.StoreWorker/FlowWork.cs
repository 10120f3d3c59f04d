using Prefect.Flows;

namespace Prefect.StoreWorker;

/// <summary>Runs a flow that has a task in it and goes on for ever, until a signal ends the process.</summary>
internal static class FlowWork
{
    public static async Task RunAsync(string[] args)
    {
        FlowTask<Unit> waits = FlowTask.Define("waits", async (CancellationToken token) =>
        {
            Console.WriteLine("begun");
            await Task.Delay(Timeout.Infinite, token);
        });
        Flow<Unit> flow = Flow.Define("endless", async () => await waits.Submit(), new()
        {
            OnCrashed = [(_, _, state) =>
            {
                Console.WriteLine($"hook {state.Name}");
                return ValueTask.CompletedTask;
            }],
        });
        EmbeddedRunStore store = EmbeddedRunStore.Open(args[1]);
        await using (store.ConfigureAwait(false))
        {
            using IDisposable use = RunStore.Use(store);
            if (args.Length > 2)
            {
                // One that goes on after the signal, so that the exit code is the system's own.
                await flow.RunStateAsync();
                await Task.Delay(Timeout.Infinite);
            }

            await flow.RunAsync();
        }
    }
}
