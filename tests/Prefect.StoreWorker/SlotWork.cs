using System.Globalization;
using Prefect.Flows;

namespace Prefect.StoreWorker;

/// <summary>Takes slots of a limit that other processes want too.</summary>
internal static class SlotWork
{
    public static async Task RunAsync(string[] args)
    {
        EmbeddedRunStore store = EmbeddedRunStore.Open(args[1]);
        await using (store.ConfigureAwait(false))
        {
            using IDisposable use = RunStore.Use(store);
            if (args[0] == "hold")
            {
                await using ConcurrencySlots held = await Concurrency.AcquireAsync(args[2], options: new() { LeaseDuration = TimeSpan.FromSeconds(60) });
                Console.WriteLine("held");
                await Task.Delay(Timeout.Infinite);
            }

            int count = int.Parse(args[4], CultureInfo.InvariantCulture);
            for (int turn = 0; turn < count; turn++)
            {
                await using ConcurrencySlots held = await Concurrency.AcquireAsync(args[2]);
                using (new FileStream(args[3], FileMode.CreateNew))
                {
                    await Task.Yield();
                }

                File.Delete(args[3]);
                Console.WriteLine(turn);
            }
        }
    }
}
