using System.Diagnostics;
using Prefect.Flows;

namespace Prefect.Benchmarks;

/// <summary>What a task and a flow cost that do nothing.</summary>
internal sealed class FlowBenchmark : IBenchmark
{
    private const int Tasks = 20_000;
    private const int RecordedFlows = 500;
    private const int Rounds = 9;
    private static readonly FlowTask<Unit> s_noTask = FlowTask.Define("no-op", () => { });
    private static readonly Flow<Unit> s_noFlow = Flow.Define("no-op", () => { });
    private static readonly Flow<int, (double Microseconds, double Bytes)> s_awaited = Flow.Define("awaited", async (int count) =>
    {
        long bytes = GC.GetAllocatedBytesForCurrentThread();
        long start = Stopwatch.GetTimestamp();
        for (int task = 0; task < count; task++)
        {
            await s_noTask.RunAsync();
        }

        double microseconds = Stopwatch.GetElapsedTime(start).TotalMicroseconds;
        return (microseconds / count, (double)(GC.GetAllocatedBytesForCurrentThread() - bytes) / count);
    });

    public string Name => "flows";

    public string About => "tasks and flows that do nothing, recorded and not";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.OnDisk();
        using (FlowSettingsScope.Use(scratch.Path, isRecorded: false))
        {
            (Series time, double bytes) = await MeasureTasksAsync();
            report.AtMost($"a task in a flow, runs not recorded, median of {Rounds} × {Tasks:N0}", time.Median, 5, "µs",
                $"longest round {Report.Format(time.Maximum)} µs; Python's client 2,800 µs");
            report.AtMost("what it allocates", bytes, 1_024, "B");
        }

        using (FlowSettingsScope.Use(scratch.Path, isRecorded: true))
        {
            Series time = await MeasureRecordedTasksAsync();
            report.AtMost($"a task in a flow, recorded, until everything is kept, median of {Rounds} × {Tasks:N0}", time.Median, 30, "µs",
                $"longest round {Report.Format(time.Maximum)} µs");
            Series flows = await MeasureRecordedFlowsAsync();
            report.AtMost($"a flow, recorded, median of {RecordedFlows}", flows.Median, 200, "µs",
                $"p95 {Report.Format(flows.Percentile(95))} µs; Python's client 87,000 to 1,060,000 µs");
        }
    }

    private static async Task<(Series Time, double Bytes)> MeasureTasksAsync()
    {
        Series time = new();
        double bytes = 0;
        await s_awaited.RunAsync(Tasks);
        await s_awaited.RunAsync(Tasks);
        for (int round = 0; round < Rounds; round++)
        {
            (double microseconds, bytes) = await s_awaited.RunAsync(Tasks);
            time.Add(microseconds);
        }

        return (time, bytes);
    }

    private static async Task<Series> MeasureRecordedTasksAsync()
    {
        Series time = new();
        await s_awaited.RunAsync(Tasks);
        for (int round = 0; round < Rounds; round++)
        {
            long start = Stopwatch.GetTimestamp();
            await s_awaited.RunAsync(Tasks);
            time.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds / Tasks);
        }

        return time;
    }

    private static async Task<Series> MeasureRecordedFlowsAsync()
    {
        Series time = new();
        for (int run = -RecordedFlows; run < RecordedFlows; run++)
        {
            long start = Stopwatch.GetTimestamp();
            await s_noFlow.RunAsync();
            if (run >= 0)
            {
                time.Add(Stopwatch.GetElapsedTime(start).TotalMicroseconds);
            }
        }

        return time;
    }
}
