using System.Diagnostics;
using Prefect.Testing;

namespace Prefect.Flows.Tests.Stores;

public sealed class KillTests : IDisposable
{
    private const int Kills = 20;
    private const int Tasks = 60;
    private const int KilledBySignal = 128 + 9;
    private readonly TemporaryDirectory _home = new();
    private int _starts;

    private string Marks => Path.Combine(_home.Path, "marks.txt");

    [Fact]
    public async Task A_process_that_is_killed_leaves_a_sound_store_crashed_runs_and_results_that_are_used_again()
    {
        Random random = new(20261120);
        int generation = 0;
        int kills = 0;
        while (kills < Kills)
        {
            if (await RunAsync(generation, TimeSpan.FromMilliseconds(random.NextDouble() * 250)))
            {
                kills++;
            }
            else
            {
                generation++;
            }

            await CheckStoreAsync(kills);
        }

        CheckMarks(kills);
        (await RunAsync(generation, null)).ShouldBeFalse();
        CheckMarks(kills);
        await CheckStoreAsync(kills);
        File.ReadLines(Marks).Where(line => line.StartsWith($"kept {generation} ", StringComparison.Ordinal)).Distinct().Count().ShouldBe(Tasks);
    }

    public void Dispose() => _home.Dispose();

    /// <summary>Runs the flow and kills it a while after it has begun; false when it was done before.</summary>
    private async Task<bool> RunAsync(int generation, TimeSpan? killAfter)
    {
        CancellationToken token = TestContext.Current.CancellationToken;
        ProcessStartInfo start = new(Environment.GetEnvironmentVariable("DOTNET_HOST_PATH") ?? "dotnet")
        {
            UseShellExecute = false,
            RedirectStandardOutput = true,
            RedirectStandardError = true,
            ArgumentList = { Path.Combine(AppContext.BaseDirectory, "Prefect.FlowWorker.dll"), Marks, $"{generation}", $"{Tasks}" },
            Environment = { ["PREFECT_HOME"] = _home.Path, ["HOME"] = _home.Path },
        };
        start.Environment.Remove("PREFECT_API_URL");
        using Process process = Process.Start(start)!;
        Task<string> errors = process.StandardError.ReadToEndAsync(token);
        string? begun = await process.StandardOutput.ReadLineAsync(token);
        if (begun != "begun")
        {
            throw new InvalidOperationException(await errors);
        }

        _starts++;
        if (killAfter is { } delay)
        {
            await Task.Delay(delay, token);
            process.Kill();
        }

        await process.WaitForExitAsync(token);
        if (process.ExitCode is not (0 or KilledBySignal))
        {
            throw new InvalidOperationException($"The process ended by itself with {process.ExitCode}: {await errors}");
        }

        return process.ExitCode != 0;
    }

    private async Task CheckStoreAsync(int kills)
    {
        await using EmbeddedRunStore store = EmbeddedRunStore.Open(Path.Combine(_home.Path, "dotnet", "runs.db"));
        (await store.Database.ReadAsync(database => database.Scalar("PRAGMA integrity_check"))).ShouldBe("ok");
        int crashed = 0;
        int completed = 0;
        int runs = 0;
        await foreach (FlowRun run in store.ListFlowRunsAsync())
        {
            run.State.IsFinal.ShouldBeTrue(run.State.ToString());
            crashed += run.State.IsCrashed ? 1 : 0;
            completed += run.State.IsCompleted ? 1 : 0;
            runs++;
        }

        // Each had said that it began before it was killed: none may be missing.
        runs.ShouldBe(_starts);

        // A kill may have come between the end of the flow and that of the process, on a busy machine quite often.
        (crashed + completed).ShouldBe(runs);
        crashed.ShouldBeInRange(kills < Kills ? 0 : 1, kills);
        await foreach (TaskRun run in store.ListTaskRunsAsync())
        {
            run.State.IsFinal.ShouldBeTrue(run.State.ToString());
        }
    }

    /// <summary>A body never runs once its result is kept, and each kill costs one repetition at most.</summary>
    private void CheckMarks(int kills)
    {
        HashSet<string> kept = [];
        Dictionary<string, int> bodies = [];
        foreach (string line in File.ReadLines(Marks))
        {
            string task = line[5..];
            if (line.StartsWith("kept", StringComparison.Ordinal))
            {
                kept.Add(task);
                continue;
            }

            kept.ShouldNotContain(task);
            bodies[task] = bodies.GetValueOrDefault(task) + 1;
        }

        bodies.Values.Sum(count => count - 1).ShouldBeLessThanOrEqualTo(kills);
    }
}
