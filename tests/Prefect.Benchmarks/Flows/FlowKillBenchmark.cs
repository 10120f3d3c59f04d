using System.Diagnostics;
using Prefect.Flows;

namespace Prefect.Benchmarks;

/// <summary>Processes that are killed while they run a recorded flow.</summary>
internal sealed class FlowKillBenchmark : IBenchmark
{
    private const int Kills = 100;
    private const int LongestLife = 250;

    public string Name => "flow-kill";

    public string About => "processes killed at 100 random instants of a recorded flow";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder home = ScratchFolder.OnDisk();
        string marks = home.Combine("marks.txt");
        int damaged = 0;
        int notFinal = 0;
        int generation = 0;
        for (int kills = 0; kills < Kills;)
        {
            bool isKilled = await RunOneAsync(home.Path, marks, generation);
            kills += isKilled ? 1 : 0;
            generation += isKilled ? 0 : 1;
            (bool isWhole, int left) = await LookAsync(home.Combine("dotnet/runs.db"));
            damaged += isWhole ? 0 : 1;
            notFinal += left;
        }

        (int twice, int repeated) = Count(marks);
        report.Holds($"`PRAGMA integrity_check` after each of {Kills} kills", damaged == 0, $"{damaged} damaged", "0 damaged");
        report.Holds("runs of dead processes that the next start shows as neither crashed nor ended", notFinal == 0, $"{notFinal}", "0");
        report.Holds("bodies run again although their result was kept", twice == 0, $"{twice}", "0",
            $"{generation} flows done over all kills; {repeated} bodies were cut off and run again, at most one a kill");
    }

    private static async Task<bool> RunOneAsync(string home, string marks, int generation)
    {
        ProcessStartInfo start = ThisProgram.Start(FlowVictim.Role, marks, $"{generation}");
        start.RedirectStandardOutput = true;
        start.Environment["PREFECT_HOME"] = home;
        start.Environment.Remove("PREFECT_API_URL");
        using Process victim = Process.Start(start)!;
        if (await victim.StandardOutput.ReadLineAsync() != "begun")
        {
            throw new InvalidOperationException("The process that was to be killed has failed to start.");
        }

#pragma warning disable CA5394 // The instant need not be secret.
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * LongestLife));
#pragma warning restore CA5394
        victim.Kill();
        await victim.WaitForExitAsync();
        return victim.ExitCode != 0;
    }

    private static async Task<(bool IsWhole, int NotFinal)> LookAsync(string path)
    {
        int notFinal = 0;
        await using (EmbeddedRunStore store = EmbeddedRunStore.Open(path))
        {
            await foreach (FlowRun run in store.ListFlowRunsAsync())
            {
                notFinal += run.State.IsFinal ? 0 : 1;
            }
        }

        return (SqliteFile.IsWhole(path), notFinal);
    }

    private static (int Twice, int Repeated) Count(string marks)
    {
        HashSet<string> kept = [];
        HashSet<string> begun = [];
        int twice = 0;
        int repeated = 0;
        foreach (string line in File.ReadLines(marks))
        {
            string task = line[5..];
            if (line.StartsWith("kept", StringComparison.Ordinal))
            {
                kept.Add(task);
                continue;
            }

            twice += kept.Contains(task) ? 1 : 0;
            repeated += begun.Add(task) ? 0 : 1;
        }

        return (twice, repeated);
    }
}
