using System.Collections.Concurrent;

namespace Prefect.Blocks;

/// <summary>Opens the store that the settings choose, once per process and place.</summary>
internal static class ConfiguredStores
{
    private const string FileName = "dotnet.db";
    private static readonly ConcurrentDictionary<string, Lazy<IBlockStore>> s_stores = new(StringComparer.Ordinal);

    public static IBlockStore Get()
    {
        string path = Path.Combine(Home(), FileName);
        Lazy<IBlockStore> store = s_stores.GetOrAdd(path, static path => new Lazy<IBlockStore>(() => EmbeddedBlockStore.Open(path)));
        try
        {
            return store.Value;
        }
        catch
        {
            // What failed once may be put right: the next caller tries again.
            s_stores.TryRemove(KeyValuePair.Create(path, store));
            throw;
        }
    }

    private static string Home() =>
        Environment.GetEnvironmentVariable("PREFECT_HOME") is { Length: > 0 } home
            ? Path.GetFullPath(home)
            : Path.Combine(Environment.GetFolderPath(Environment.SpecialFolder.UserProfile), ".prefect");
}
