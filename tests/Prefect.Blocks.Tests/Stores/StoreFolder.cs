using System.Text;

namespace Prefect.Blocks.Tests.Stores;

/// <summary>A home with a store in it, removed at the end.</summary>
internal sealed class StoreFolder : IAsyncDisposable
{
    private readonly List<EmbeddedBlockStore> _stores = [];

    public string Home { get; } = Directory.CreateTempSubdirectory("prefect-store-").FullName;

    public string File => Path.Combine(Home, "dotnet.db");

    public string Keys => Path.Combine(Home, "keys");

    /// <summary>One store for the whole test.</summary>
    public EmbeddedBlockStore Shared => field ??= Open();

    public EmbeddedBlockStore Open(EmbeddedStoreOptions? options = null)
    {
        EmbeddedBlockStore store = EmbeddedBlockStore.Open(File, options);
        _stores.Add(store);
        return store;
    }

    public async Task CloseAsync()
    {
        foreach (EmbeddedBlockStore store in _stores)
        {
            await store.DisposeAsync();
        }

        _stores.Clear();
    }

    /// <summary>All bytes of the database and its write-ahead log, as Latin-1 so that every byte is one character.</summary>
    public string RawBytes() => string.Concat(
        Directory.EnumerateFiles(Home, "dotnet.db*").Select(file =>
        {
            using FileStream stream = new(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
            using MemoryStream copy = new();
            stream.CopyTo(copy);
            return Encoding.Latin1.GetString(copy.ToArray());
        }));

    public async ValueTask DisposeAsync()
    {
        await CloseAsync();
        Directory.Delete(Home, recursive: true);
    }
}
