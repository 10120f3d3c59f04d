using System.Diagnostics;

namespace Prefect.Benchmarks;

/// <summary>What a piece of work took: this process's CPU time, the clock's time, and memory.</summary>
internal sealed record Cost(double CpuSeconds, double Seconds, double HeapMebibytes)
{
    public static async Task<Cost> OfAsync(Func<Task> work)
    {
        using HeapWatch heap = HeapWatch.Start();
        TimeSpan cpu = Environment.CpuUsage.TotalTime;
        long started = Stopwatch.GetTimestamp();
        await work();
        double seconds = Stopwatch.GetElapsedTime(started).TotalSeconds;
        double spent = (Environment.CpuUsage.TotalTime - cpu).TotalSeconds;
        return new Cost(spent, seconds, heap.Stop());
    }
}
