using System.Collections.Concurrent;

namespace Prefect.Flows;

/// <summary>Slots that runs hold; what a run has not given back itself is given back when it ends.</summary>
internal static class LeftoverSlots
{
    private static readonly ConcurrentDictionary<Guid, ConcurrentDictionary<ConcurrencySlots, bool>> s_byRun = new();
    private static int s_runs;

    public static void Add(Guid run, ConcurrencySlots slots)
    {
        ConcurrentDictionary<ConcurrencySlots, bool> held = s_byRun.GetOrAdd(
            run,
            static _ =>
            {
                Interlocked.Increment(ref s_runs);
                return new ConcurrentDictionary<ConcurrencySlots, bool>();
            });
        held[slots] = true;
        slots.Given = given => held.TryRemove(given, out _);
    }

    /// <summary>Gives back what a run still holds. Costs nothing while no run of this process holds anything.</summary>
    public static ValueTask ReleaseAsync(Guid run) =>
        Volatile.Read(ref s_runs) != 0 && s_byRun.TryRemove(run, out ConcurrentDictionary<ConcurrencySlots, bool>? held)
            ? ReleaseAsync(held)
            : default;

    private static async ValueTask ReleaseAsync(ConcurrentDictionary<ConcurrencySlots, bool> held)
    {
        Interlocked.Decrement(ref s_runs);
        foreach (ConcurrencySlots slots in held.Keys)
        {
            await slots.DisposeAsync().ConfigureAwait(false);
        }
    }
}
