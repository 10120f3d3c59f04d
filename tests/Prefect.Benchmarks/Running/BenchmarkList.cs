using System.Diagnostics;

namespace Prefect.Benchmarks;

internal static class BenchmarkList
{
    public static IReadOnlyList<IBenchmark> All { get; } =
    [
        new CliBenchmark(),
        new StoreBenchmark(),
        new KillBenchmark(),
        new S3Benchmark(),
        new SecretBenchmark(),
        new BlobBenchmark(),
        new GcsBenchmark(),
        new SyncBenchmark(),
        new JsonBenchmark(),
        new FlowBenchmark(),
        new MapBenchmark(),
        new FlowKillBenchmark(),
        JobKillBenchmark.Glue,
        JobKillBenchmark.DbtCloud,
        JobKillBenchmark.Databricks,
        new ShellBenchmark(),
        new SnowflakeBenchmark(),
        new SqlBenchmark(),
    ];

    public static async Task<int> RunAsync(IBenchmark benchmark)
    {
        Report report = new(Console.Out);
        report.Start($"{benchmark.Name}: {benchmark.About}");
        await benchmark.RunAsync(report);
        return report.Passed ? 0 : 1;
    }

    /// <summary>Runs each in a process of its own, so that none warms or loads another's heap and thread pool.</summary>
    public static async Task<int> RunAllAsync()
    {
        int worst = 0;
        foreach (IBenchmark benchmark in All)
        {
            using Process process = Process.Start(ThisProgram.Start(benchmark.Name))!;
            await process.WaitForExitAsync();
            worst = Math.Max(worst, process.ExitCode);
        }

        return worst;
    }
}
