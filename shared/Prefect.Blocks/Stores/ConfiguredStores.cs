namespace Prefect.Blocks;

/// <summary>Opens the store that the settings choose, once per process and place.</summary>
internal static class ConfiguredStores
{
    public static IBlockStore Get() =>
        throw new BlockStoreException("No store is configured.");
}
