using System.Diagnostics;
using Prefect.Aws;
using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>Processes that are killed while they save: what was acknowledged is there, and the file is whole.</summary>
internal sealed class KillBenchmark : IBenchmark
{
    private const int KillsWhileSaving = 200;
    private const int KillsWhileOpening = 50;
    private const int LongestLife = 200;

    public string Name => "kill";

    public string About => "processes killed at random instants, 200 while they save and 50 while they open the store";

    public async Task RunAsync(Report report)
    {
        using ScratchFolder scratch = ScratchFolder.OnDisk();
        string path = scratch.Combine("dotnet.db");
        HashSet<string> acknowledged = new(StringComparer.Ordinal);
        int damaged = 0;
        for (int round = 0; round < KillsWhileSaving + KillsWhileOpening; round++)
        {
            acknowledged.UnionWith(await KillOneAsync(path, round, isSaving: round % 5 != 0));
            damaged += await IsWholeAsync(path) ? 0 : 1;
        }

        (int lost, int unacknowledged) = await CompareAsync(path, acknowledged);
        report.Holds("`PRAGMA integrity_check` after each of 250 kills", damaged == 0, $"{damaged} damaged", "0 damaged");
        report.Holds("acknowledged saves that are gone", lost == 0, $"{lost}", "0",
            $"{acknowledged.Count:N0} acknowledged; {unacknowledged} saved whose word was cut off");
    }

    private static async Task<List<string>> KillOneAsync(string path, int round, bool isSaving)
    {
        ProcessStartInfo start = ThisProgram.Start(KillVictim.Role, path, $"{round}");
        start.RedirectStandardOutput = true;
        using Process victim = Process.Start(start)!;
        if (await victim.StandardOutput.ReadLineAsync() != KillVictim.Ready)
        {
            throw new InvalidOperationException("The process that was to be killed has failed to start.");
        }

        string first = isSaving ? await victim.StandardOutput.ReadLineAsync() + "\n" : "";
        Task<string> words = victim.StandardOutput.ReadToEndAsync();
#pragma warning disable CA5394 // The instant need not be secret.
        await Task.Delay(TimeSpan.FromMilliseconds(Random.Shared.NextDouble() * LongestLife));
#pragma warning restore CA5394
        if (victim.HasExited)
        {
            throw new InvalidOperationException($"The process ended by itself, with {victim.ExitCode}, instead of saving until it is killed.");
        }

        victim.Kill();
        await victim.WaitForExitAsync();

        // A last line without its end may be half a name.
        string[] lines = (first + await words).Split('\n');
        return [.. lines[..^1]];
    }

    private static async Task<bool> IsWholeAsync(string path)
    {
        // Opening is what the next process does: it plays back the log that the dead one left.
        await using EmbeddedBlockStore store = EmbeddedBlockStore.Open(path);
        return SqliteFile.IsWhole(path);
    }

    private static async Task<(int Lost, int Unacknowledged)> CompareAsync(string path, HashSet<string> acknowledged)
    {
        await using EmbeddedBlockStore store = EmbeddedBlockStore.Open(path);
        HashSet<string> saved = new(StringComparer.Ordinal);
        await foreach (BlockDocumentSummary document in store.ListAsync())
        {
            saved.Add(document.Name ?? "");
        }

        int lost = 0;
        foreach (string name in acknowledged)
        {
            AwsCredentials? credentials = saved.Contains(name) ? await AwsCredentials.LoadAsync(name, store: store) : null;
            lost += credentials?.ProfileName == name ? 0 : 1;
        }

        return (lost, saved.Count(name => !acknowledged.Contains(name)));
    }
}
