namespace Prefect.Blocks;

/// <summary>Gives blocks by name to services: those of the configuration first, else those of the store.</summary>
public interface IBlocks
{
    /// <summary>Gives a block.</summary>
    /// <param name="name">Its name, in the configuration section <c>Prefect:Blocks:SLUG:NAME</c> or in the store.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <typeparam name="T">The block.</typeparam>
    /// <exception cref="BlockNameException">The name breaks the rules.</exception>
    /// <exception cref="BlockNotFoundException">There is no such block.</exception>
    /// <exception cref="BlockValidationException">What is configured or stored does not fit the type.</exception>
    /// <exception cref="BlockStoreException">The store cannot be reached or read.</exception>
    Task<T> GetAsync<T>(string name, CancellationToken cancellationToken = default)
        where T : Block, IBlock<T>;
}
