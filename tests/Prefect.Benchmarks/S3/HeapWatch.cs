namespace Prefect.Benchmarks;

/// <summary>Looks at the managed heap, garbage included, every few milliseconds.</summary>
internal sealed class HeapWatch : IDisposable
{
    private readonly long _before;
    private readonly CancellationTokenSource _end = new();
    private readonly Thread _thread;
    private long _peak;

    private HeapWatch()
    {
        GC.Collect();
        GC.WaitForPendingFinalizers();
        GC.Collect();
        _before = GC.GetTotalMemory(forceFullCollection: true);
        _thread = new Thread(Watch) { IsBackground = true };
        _thread.Start();
    }

    public static HeapWatch Start() => new();

    /// <summary>Ends the watch and gives the most that the heap had grown, in MiB.</summary>
    public double Stop()
    {
        _end.Cancel();
        _thread.Join();
        return Math.Max(0, _peak - _before) / (1024.0 * 1024);
    }

    public void Dispose() => _end.Dispose();

    private void Watch()
    {
        do
        {
            _peak = Math.Max(_peak, GC.GetTotalMemory(forceFullCollection: false));
        }
        while (!_end.Token.WaitHandle.WaitOne(5));
    }
}
