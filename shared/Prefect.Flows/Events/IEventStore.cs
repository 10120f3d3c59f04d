namespace Prefect.Flows;

/// <summary>Keeps events for some days.</summary>
public interface IEventStore
{
    /// <summary>Keeps an event.</summary>
    /// <param name="occurrence">The event.</param>
    /// <param name="cancellationToken">Ends the wait.</param>
    /// <exception cref="RunStoreException">The store cannot be written.</exception>
    ValueTask AddAsync(PrefectEvent occurrence, CancellationToken cancellationToken = default);

    /// <summary>Lists events, those that happened last first.</summary>
    /// <param name="filter">Which. Default: all.</param>
    /// <param name="cancellationToken">Ends the walk.</param>
    /// <exception cref="RunStoreException">The store cannot be read.</exception>
    IAsyncEnumerable<PrefectEvent> ListAsync(EventFilter? filter = null, CancellationToken cancellationToken = default);
}
