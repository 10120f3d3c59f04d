using Prefect.Testing;

namespace Prefect.Benchmarks;

/// <summary>Processes that are killed while they start a job elsewhere, or wait for it.</summary>
internal sealed class JobKillBenchmark(string name, string worker, Func<string, string, int, int, CancellationToken, Task<JobKillCount>> kill) : IBenchmark
{
    private const int Kills = 200;

    public static JobKillBenchmark Glue { get; } = new("glue-kill", "Prefect.AwsWorker.dll", GlueKills.RunAsync);

    public static JobKillBenchmark DbtCloud { get; } = new("dbt-cloud-kill", "Prefect.DbtWorker.dll", DbtCloudKills.RunAsync);

    public static JobKillBenchmark Databricks { get; } = new("databricks-kill", "Prefect.DatabricksWorker.dll", DatabricksKills.RunAsync);

    public string Name => name;

    public string About => "processes killed 200 times between the start of a flow and the end of the job that it waits for";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder home = ScratchFolder.OnDisk();
        JobKillCount count = await kill(Path.Combine(AppContext.BaseDirectory, worker), home.Path, Kills, 20261121, CancellationToken.None);
        report.Holds($"jobs submitted a second time over {count.Kills} kills", count.DoubleSubmissions == 0, $"{count.DoubleSubmissions}", "0",
            $"{count.BeforeSubmission} before the job was submitted, {count.InDoubt} before the process knew of it, {count.WhileWaiting} while it waited");
        report.Holds($"of {count.Days} jobs, those whose last process ended with another run or none", count.WrongEnds == 0, $"{count.WrongEnds}", "0");
    }
}
