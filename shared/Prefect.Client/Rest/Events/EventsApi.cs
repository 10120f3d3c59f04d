namespace Prefect.Client;

/// <summary>What happened.</summary>
public sealed class EventsApi
{
    private const string ResourceId = "prefect.resource.id";
    private readonly ApiCalls _calls;

    internal EventsApi(ApiCalls calls) => _calls = calls;

    /// <summary>Tells the server of events, all in one request. It takes each event once, by its id.</summary>
    /// <param name="events">The events. Nothing is sent when there are none.</param>
    /// <param name="cancellationToken">Gives up.</param>
    /// <exception cref="ArgumentNullException"><paramref name="events"/> is <see langword="null"/>.</exception>
    /// <exception cref="ArgumentException">An event has no name, or a resource has no <c>prefect.resource.id</c>.</exception>
    /// <exception cref="PrefectApiException">The server refused, or cannot be reached.</exception>
    public Task CreateAsync(IReadOnlyList<ApiEvent> events, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(events);
        foreach (ApiEvent @event in events)
        {
            Check(@event);
        }

        return events.Count == 0
            ? Task.CompletedTask
            : _calls.SendAsync(HttpMethod.Post, $"send {events.Count} events", "/events", events, WireJson.Default.IReadOnlyListApiEvent, cancellationToken);
    }

    private static void Check(ApiEvent @event)
    {
        if (string.IsNullOrWhiteSpace(@event.Event) || @event.Event.Length > 1024)
        {
            throw new ArgumentException("An event needs a name of at most 1,024 characters.", nameof(@event));
        }

        if (!@event.Resource.ContainsKey(ResourceId) || !@event.Related.All(related => related.ContainsKey(ResourceId) && related.ContainsKey("prefect.resource.role")))
        {
            throw new ArgumentException(
                $"The event '{@event.Event}' lacks labels: its resource needs {ResourceId}, and each related one prefect.resource.role too.", nameof(@event));
        }
    }
}
