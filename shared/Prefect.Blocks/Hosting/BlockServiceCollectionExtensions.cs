using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Prefect.Blocks;

/// <summary>Makes blocks available to dependency injection.</summary>
public static class BlockServiceCollectionExtensions
{
    /// <summary>
    /// Adds <see cref="IBlocks"/>. Blocks of the configuration section <c>Prefect:Blocks:SLUG:NAME</c> come first, then those of
    /// the <see cref="IBlockStore"/> among the services, or of <see cref="BlockStore.Current"/> when there is none.
    /// </summary>
    /// <param name="services">The services.</param>
    /// <exception cref="ArgumentNullException"><paramref name="services"/> is null.</exception>
    public static IServiceCollection AddPrefectBlocks(this IServiceCollection services)
    {
        ArgumentNullException.ThrowIfNull(services);
        services.TryAddSingleton<IBlocks>(provider =>
            new ConfiguredBlocks(provider.GetService<IBlockStore>(), provider.GetService<IConfiguration>()));
        return services;
    }
}
