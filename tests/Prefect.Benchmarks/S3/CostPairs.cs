namespace Prefect.Benchmarks;

/// <summary>Costs of our work and of the raw work, measured in turns.</summary>
internal sealed class CostPairs
{
    private readonly Series _cpu = new();
    private readonly Series _rawCpu = new();
    private readonly Series _seconds = new();
    private readonly Series _rawSeconds = new();
    private readonly Series _heap = new();
    private readonly Series _rawHeap = new();

    public static async Task<CostPairs> MeasureAsync(int pairs, Func<Task> ours, Func<Task> raw)
    {
        await ours();
        await raw();
        CostPairs costs = new();
        for (int pair = 0; pair < pairs; pair++)
        {
            // Whoever goes second finds warmer caches: take turns.
            if (pair % 2 == 0)
            {
                costs.AddOurs(await Cost.OfAsync(ours));
                costs.AddRaw(await Cost.OfAsync(raw));
            }
            else
            {
                costs.AddRaw(await Cost.OfAsync(raw));
                costs.AddOurs(await Cost.OfAsync(ours));
            }
        }

        return costs;
    }

    public void Report(Report report, string what, double cpuBar, double heapBar, string peer = "the SDK")
    {
        report.AtMost($"{what}: CPU time by that of {peer}, medians", _cpu.Median / _rawCpu.Median, cpuBar, "×",
            $"{Benchmarks.Report.Format(_cpu.Median)} s by {Benchmarks.Report.Format(_rawCpu.Median)} s of CPU; "
            + $"{Benchmarks.Report.Format(_seconds.Median)} s by {Benchmarks.Report.Format(_rawSeconds.Median)} s on the clock");
        report.AtMost($"{what}: growth of the managed heap, largest", _heap.Maximum, heapBar, "MiB",
            $"{peer} alone {Benchmarks.Report.Format(_rawHeap.Maximum)} MiB");
    }

    private void AddOurs(Cost cost)
    {
        _cpu.Add(cost.CpuSeconds);
        _seconds.Add(cost.Seconds);
        _heap.Add(cost.HeapMebibytes);
    }

    private void AddRaw(Cost cost)
    {
        _rawCpu.Add(cost.CpuSeconds);
        _rawSeconds.Add(cost.Seconds);
        _rawHeap.Add(cost.HeapMebibytes);
    }
}
