namespace Prefect.Blocks;

/// <summary>The store that blocks are loaded from and saved to when none is named.</summary>
public static class BlockStore
{
    private static readonly AsyncLocal<IBlockStore?> s_override = new();

    /// <summary>
    /// The ambient store: the one of the innermost <see cref="Use"/>, else the one that the settings choose, opened at first use
    /// and shared by the whole process.
    /// </summary>
    /// <exception cref="BlockStoreException">The store that the settings choose cannot be opened.</exception>
    public static IBlockStore Current => s_override.Value ?? ConfiguredStores.Get();

    /// <summary>Makes a store the ambient one for the present asynchronous flow, until the result is disposed.</summary>
    /// <param name="store">The store; it is not disposed.</param>
    /// <exception cref="ArgumentNullException"><paramref name="store"/> is null.</exception>
    public static IDisposable Use(IBlockStore store)
    {
        ArgumentNullException.ThrowIfNull(store);
        IBlockStore? outer = s_override.Value;
        s_override.Value = store;
        return new Scope(outer);
    }

    private sealed class Scope(IBlockStore? outer) : IDisposable
    {
        public void Dispose() => s_override.Value = outer;
    }
}
