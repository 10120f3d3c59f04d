namespace Prefect.Blocks;

/// <summary>Counts the pool threads that wait in <see cref="Sync"/> and raises the pool's minimum by as many.</summary>
internal static class BlockedPoolThreads
{
    private static readonly Lock s_gate = new();

    public static void Wait(WaitHandle handle)
    {
        if (!Thread.CurrentThread.IsThreadPoolThread)
        {
            handle.WaitOne();
            return;
        }

        Adjust(1);
        try
        {
            handle.WaitOne();
        }
        finally
        {
            Adjust(-1);
        }
    }

    private static void Adjust(int change)
    {
        lock (s_gate)
        {
            // Relative to the present minimum, so that a minimum somebody else sets in between is kept.
            ThreadPool.GetMinThreads(out int workers, out int ports);
            ThreadPool.SetMinThreads(Math.Max(workers + change, 1), ports);
        }
    }
}
