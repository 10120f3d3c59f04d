namespace Prefect.Blocks;

/// <summary>
/// Shares clients between everything that signs in with equal credentials. A client is built once per key, however many threads ask
/// for it at the same time; beyond the capacity the one that was not asked for the longest time is forgotten.
/// </summary>
/// <remarks>
/// A forgotten client is not disposed, since others may be using it: it goes when they let go of it. A client whose building fails is
/// not kept, so that the next call tries again.
/// </remarks>
/// <typeparam name="TClient">Talks to a service.</typeparam>
public sealed class ClientCache<TClient>
    where TClient : class
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _byUse = new();

    /// <summary>Makes an empty cache.</summary>
    /// <param name="capacity">How many clients are kept, at least 1. Default: 64.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="capacity"/> is not positive.</exception>
    public ClientCache(int capacity = 64)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(capacity);
        Capacity = capacity;
    }

    /// <summary>How many clients are kept.</summary>
    public int Capacity { get; }

    /// <summary>How many clients there are now.</summary>
    public int Count
    {
        get
        {
            lock (_gate)
            {
                return _entries.Count;
            }
        }
    }

    /// <summary>Gives the client of some credentials, building it when there is none.</summary>
    /// <param name="credentials">The credentials; only their content counts, not the document they come from.</param>
    /// <param name="service">Name of the service, for credentials that sign in to several.</param>
    /// <param name="build">Builds the client.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TClient Get(Block credentials, string service, Func<TClient> build)
    {
        ArgumentNullException.ThrowIfNull(service);
        return Get($"{BlockContent.Hash(credentials)}/{service}", build);
    }

    /// <summary>Gives the client of a key, building it when there is none.</summary>
    /// <param name="key">Names the client.</param>
    /// <param name="build">Builds the client.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public TClient Get(string key, Func<TClient> build)
    {
        ArgumentNullException.ThrowIfNull(key);
        ArgumentNullException.ThrowIfNull(build);
        LinkedListNode<Entry> entry = Find(key, build);
        try
        {
            // Built outside the gate: other clients need not wait for this one.
            return entry.Value.Client.Value.Client;
        }
        catch
        {
            Forget(entry);
            throw;
        }
    }

    private LinkedListNode<Entry> Find(string key, Func<TClient> build)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(key, out LinkedListNode<Entry>? known))
            {
                _byUse.Remove(known);
                _byUse.AddFirst(known);
                return known;
            }

            LinkedListNode<Entry> added = _byUse.AddFirst(new Entry(key, new Lazy<Built>(() => new Built(build()))));
            _entries.Add(key, added);
            if (_entries.Count > Capacity && _byUse.Last is { } oldest)
            {
                Remove(oldest);
            }

            return added;
        }
    }

    private void Forget(LinkedListNode<Entry> entry)
    {
        lock (_gate)
        {
            if (_entries.TryGetValue(entry.Value.Key, out LinkedListNode<Entry>? known) && known == entry)
            {
                Remove(entry);
            }
        }
    }

    private void Remove(LinkedListNode<Entry> entry)
    {
        _byUse.Remove(entry);
        _entries.Remove(entry.Value.Key);
    }

    private sealed record Entry(string Key, Lazy<Built> Client);

    // Lazy wants to know the constructors of what it holds when a program is trimmed; those of this type are in sight.
    private sealed record Built(TClient Client);
}
