using Prefect.Testing;

namespace Prefect.Benchmarks;

/// <summary>Processes that are killed while they start a job elsewhere, or wait for it.</summary>
internal sealed class GlueKillBenchmark : IBenchmark
{
    private const int Kills = 200;

    public string Name => "glue-kill";

    public string About => "processes killed 200 times between the start of a flow and the end of the job that it waits for";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder home = ScratchFolder.OnDisk();
        string worker = Path.Combine(AppContext.BaseDirectory, "Prefect.AwsWorker.dll");
        GlueKillCount count = await GlueKills.RunAsync(worker, home.Path, Kills, seed: 20261121);
        report.Holds($"jobs submitted a second time over {count.Kills} kills", count.DoubleSubmissions == 0, $"{count.DoubleSubmissions}", "0",
            $"{count.BeforeSubmission} before the job was submitted, {count.InDoubt} before the process knew of it, {count.WhileWaiting} while it waited");
        report.Holds($"of {count.Days} jobs, those whose last process ended with another run or none", count.WrongEnds == 0, $"{count.WrongEnds}", "0");
    }
}
