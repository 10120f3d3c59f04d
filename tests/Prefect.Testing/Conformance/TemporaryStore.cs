using Prefect.Blocks;

namespace Prefect.Testing;

/// <summary>An embedded store in a folder of its own, removed afterwards.</summary>
public sealed class TemporaryStore : IAsyncDisposable
{
    private readonly TemporaryDirectory _directory = new();

    /// <summary>Opens a new store.</summary>
    public TemporaryStore() => Store = EmbeddedBlockStore.Open(_directory.Combine("blocks.db"));

    /// <summary>The store.</summary>
    public IBlockStore Store { get; }

    /// <summary>The folder that holds its files.</summary>
    public string Directory => _directory.Path;

    /// <inheritdoc/>
    public async ValueTask DisposeAsync()
    {
        await Store.DisposeAsync();
        _directory.Dispose();
    }
}
