using Prefect.Aws;
using Prefect.Blocks;

namespace Prefect.Benchmarks;

/// <summary>Saves until it is killed, and says on its output what has been saved.</summary>
internal static class KillVictim
{
    public const string Role = "kill-victim";

    /// <summary>What the victim prints just before it opens the store.</summary>
    public const string Ready = "ready";

    private const int Savers = 4;

    public static async Task<int> RunAsync(string[] arguments)
    {
        (string path, string round) = (arguments[0], arguments[1]);
        await using Stream pipe = Console.OpenStandardOutput();
        await using StreamWriter output = new(pipe) { AutoFlush = true };
        await output.WriteLineAsync(Ready);
        await using EmbeddedBlockStore store = EmbeddedBlockStore.Open(path);
        await using TextWriter words = TextWriter.Synchronized(output);
        await Task.WhenAll(Enumerable.Range(0, Savers).Select(saver => Task.Run(async () =>
        {
            for (int i = 0; ; i++)
            {
                string name = $"k-{round}-{saver}-{i}";
                await (NestedBlock.Credentials with { ProfileName = name }).SaveAsync(name, store: store);
                await words.WriteLineAsync(name);
            }
        })));
        return 0;
    }
}
