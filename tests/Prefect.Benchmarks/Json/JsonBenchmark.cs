using BenchmarkDotNet.Columns;
using BenchmarkDotNet.Configs;
using BenchmarkDotNet.Jobs;
using BenchmarkDotNet.Loggers;
using BenchmarkDotNet.Reports;
using BenchmarkDotNet.Running;
using BenchmarkDotNet.Toolchains.InProcess.Emit;

namespace Prefect.Benchmarks;

/// <summary>Runs <see cref="BlockJsonBenchmarks"/> and takes its figures over.</summary>
internal sealed class JsonBenchmark : IBenchmark
{
    public string Name => "json";

    public string About => "reading, writing, hashing and masking, by BenchmarkDotNet";

    public Task RunAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.OnDisk();
        // In process, so that no project has to be generated, restored and built for each method.
        ManualConfig config = ManualConfig.CreateEmpty()
            .AddJob(Job.ShortRun.WithIterationCount(10).WithToolchain(InProcessEmitToolchain.Instance))
            .AddColumnProvider(DefaultColumnProviders.Instance)
            .AddLogger(NullLogger.Instance)
            .WithArtifactsPath(scratch.Path);
        Summary summary = BenchmarkRunner.Run<BlockJsonBenchmarks>(config);
        foreach (BenchmarkReport measured in summary.Reports)
        {
            string what = measured.BenchmarkCase.Descriptor.WorkloadMethodDisplayInfo.Trim('\'');
            long? allocated = measured.GcStats.GetBytesAllocatedPerOperation(measured.BenchmarkCase);
            if (measured.ResultStatistics is { } time)
            {
                report.Figure(what, $"{Report.Format(time.Mean / 1000)} µs", $"± {Report.Format(time.StandardDeviation / 1000)} µs; {allocated:N0} bytes allocated");
            }
            else
            {
                report.Holds(what, holds: false, "no figure", "a figure");
            }
        }

        return Task.CompletedTask;
    }
}
