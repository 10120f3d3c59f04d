using Microsoft.Extensions.Configuration;

namespace Prefect.Blocks;

internal sealed class ConfiguredBlocks(IBlockStore? store, IConfiguration? configuration) : IBlocks
{
    public Task<T> GetAsync<T>(string name, CancellationToken cancellationToken = default)
        where T : Block, IBlock<T>
    {
        BlockNameException.ThrowIfInvalid(name);
        IConfigurationSection? section = configuration?.GetSection($"Prefect:Blocks:{T.BlockType.Slug}:{name}");
        return section?.Exists() == true
            ? Task.FromResult(section.GetBlock<T>())
            : BlockDocuments.LoadAsync<T>(name, validate: true, store, cancellationToken);
    }
}
