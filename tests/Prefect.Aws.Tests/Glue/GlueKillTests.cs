using Prefect.Testing;

namespace Prefect.Aws.Tests;

public sealed class GlueKillTests
{
    private const int Kills = 6;

    [Fact]
    public async Task A_process_that_is_killed_takes_up_its_run_again_and_submits_no_second()
    {
        using TemporaryDirectory home = new();
        string worker = Path.Combine(AppContext.BaseDirectory, "Prefect.AwsWorker.dll");

        JobKillCount count = await GlueKills.RunAsync(worker, home.Path, Kills, seed: 20261121, TestContext.Current.CancellationToken);

        count.Kills.ShouldBeGreaterThanOrEqualTo(Kills);
        count.DoubleSubmissions.ShouldBe(0);
        count.WrongEnds.ShouldBe(0);
    }
}
