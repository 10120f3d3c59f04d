namespace Prefect.Benchmarks;

/// <summary>Watches how much resident memory this process comes to hold, beyond what it holds at the start.</summary>
internal sealed class PeakMemory : IDisposable
{
    private readonly long _start;
    private readonly Timer _timer;
    private long _peak;

    private PeakMemory()
    {
        GC.Collect();
        _start = _peak = Environment.WorkingSet;
        _timer = new Timer(_ => Look(), null, 0, 5);
    }

    /// <summary>Bytes.</summary>
    public long Growth
    {
        get
        {
            Look();
            return Volatile.Read(ref _peak) - _start;
        }
    }

    public static PeakMemory Watch() => new();

    public void Dispose() => _timer.Dispose();

    private void Look()
    {
        long now = Environment.WorkingSet;
        if (now > Volatile.Read(ref _peak))
        {
            Volatile.Write(ref _peak, now);
        }
    }
}
