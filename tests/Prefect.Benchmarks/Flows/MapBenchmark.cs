using System.Diagnostics;
using Prefect.Flows;

namespace Prefect.Benchmarks;

/// <summary>Many tasks at once: how their cost and their memory grow.</summary>
internal sealed class MapBenchmark : IBenchmark
{
    private const int Most = 1_000_000;
    private const int Waiting = 10_000;
    private static readonly FlowTask<int, int> s_twice = FlowTask.Define("twice", (int number) => number * 2);
    private static readonly Flow<int, Unit> s_map = Flow.Define(
        "map",
        async (int count) =>
        {
            long sum = 0;
            foreach (int number in await s_twice.Map(Enumerable.Range(0, count)))
            {
                sum += number;
            }

            if (sum != (long)count * (count - 1))
            {
                throw new InvalidOperationException($"The sum is {sum}.");
            }
        },
        new() { TaskRunner = new ThreadPoolTaskRunner(8) });

    public string Name => "map";

    public string About => "a task mapped over a million inputs, and ten thousand tasks that wait";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.OnDisk();
        foreach (bool isRecorded in new[] { false, true })
        {
            string how = isRecorded ? "recorded" : "not recorded";
            using IDisposable settings = FlowSettingsScope.Use(scratch.Path, isRecorded);
            await MapAsync(1_000);
            Series thousand = new();
            for (int round = 0; round < 15; round++)
            {
                thousand.Add(await MapAsync(1_000));
            }

            double hundredThousand = await MapAsync(100_000);
            using PeakMemory memory = PeakMemory.Watch();
            double million = await MapAsync(Most);
            report.AtMost($"`Map` over {Most:N0} inputs, 8 at a time, {how}: growth of resident memory", memory.Growth / 1048576.0, 1_024, "MiB");
            report.AtMost($"cost of an input among {Most:N0} by one among 1,000, {how}", million / thousand.Median, 1.5, "×",
                $"{Report.Format(million)} µs by {Report.Format(thousand.Median)} µs; among 100,000: {Report.Format(hundredThousand)} µs");
        }

        using (FlowSettingsScope.Use(scratch.Path, isRecorded: false))
        {
            int before = ThreadPool.ThreadCount;
            int threads = await CountThreadsAsync();
            report.AtMost($"more threads in the pool while {Waiting:N0} submitted tasks wait", Math.Max(threads - before, 0), Environment.ProcessorCount, "",
                $"{threads} threads, {before} before");
        }
    }

    /// <summary>Gives the microseconds for each input, until everything is kept.</summary>
    private static async Task<double> MapAsync(int count)
    {
        long start = Stopwatch.GetTimestamp();
        await s_map.RunAsync(count);
        return Stopwatch.GetElapsedTime(start).TotalMicroseconds / count;
    }

    private static async Task<int> CountThreadsAsync()
    {
        TaskCompletionSource release = new();
        int begun = 0;
        FlowTask<int, int> wait = FlowTask.Define("wait", async (int number) =>
        {
            Interlocked.Increment(ref begun);
            await release.Task;
            return number;
        });
        Flow<int> flow = Flow.Define("waits", async () =>
        {
            TaskFutureList<int> futures = wait.Map(Enumerable.Range(0, Waiting));
            while (Volatile.Read(ref begun) < Waiting)
            {
                await Task.Delay(1);
            }

            int threads = ThreadPool.ThreadCount;
            release.SetResult();
            await futures;
            return threads;
        });
        return await flow.RunAsync();
    }
}
