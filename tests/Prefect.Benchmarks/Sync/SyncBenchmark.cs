using System.Diagnostics;

namespace Prefect.Benchmarks;

/// <summary>Blocking calls by the thousand, through the twin that the compiler generates.</summary>
internal sealed class SyncBenchmark : IBenchmark
{
    private const int Calls = 1_000;
    private static readonly TimeSpan s_patience = TimeSpan.FromSeconds(30);

    public string Name => "sync";

    public string About => "generated sync twins on pool threads and under a synchronization context";

    public async Task RunAsync(Report report)
    {
        SlowService service = new();
        double first = await CallManyAsync(service);
        Series again = new();
        for (int run = 0; run < 4; run++)
        {
            again.Add(await CallManyAsync(service));
        }

        report.AtMost($"{Calls:N0} sync calls of 50 ms at once, started on pool threads, first time in the process", first, 5, "s",
            $"median of the next four {Report.Format(again.Median)} s; longest {Report.Format(again.Maximum)} s");

        long started = Stopwatch.GetTimestamp();
        Task calls = SingleThreadContext.RunAsync(() =>
        {
            for (int i = 0; i < 20; i++)
            {
                service.Call();
            }
        });
        bool ended = await Task.WhenAny(calls, Task.Delay(s_patience)) == calls;
        report.Holds("20 sync calls of 50 ms one after the other under a context of one thread", ended,
            ended ? $"{Report.Format(Stopwatch.GetElapsedTime(started).TotalSeconds)} s" : "deadlock", "no deadlock", "1 s is the least");
    }

    private static async Task<double> CallManyAsync(SlowService service)
    {
        long started = Stopwatch.GetTimestamp();
        Task calls = Task.WhenAll(Enumerable.Range(0, Calls).Select(_ => Task.Run(() => service.Call())));
        Task first = await Task.WhenAny(calls, Task.Delay(s_patience));
        return first == calls ? Stopwatch.GetElapsedTime(started).TotalSeconds : double.PositiveInfinity;
    }
}
