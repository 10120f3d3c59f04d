namespace Prefect.Flows;

/// <summary>The thousand records that were used last, shared by a store and what is derived from it.</summary>
internal sealed class ResultMemory
{
    private const int Most = 1000;
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<Entry>> _entries = new(StringComparer.Ordinal);
    private readonly LinkedList<Entry> _lastUsedFirst = [];

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

    /// <summary>The record of a key; one that has expired is forgotten.</summary>
    public ResultRecord? Find(string key)
    {
        lock (_gate)
        {
            if (!_entries.TryGetValue(key, out LinkedListNode<Entry>? node))
            {
                return null;
            }

            _lastUsedFirst.Remove(node);
            if (node.Value.Record.Metadata.IsExpired)
            {
                _entries.Remove(key);
                return null;
            }

            _lastUsedFirst.AddFirst(node);
            return node.Value.Record;
        }
    }

    public void Keep(string key, ResultRecord record)
    {
        lock (_gate)
        {
            if (_entries.Remove(key, out LinkedListNode<Entry>? old))
            {
                _lastUsedFirst.Remove(old);
            }

            _entries.Add(key, _lastUsedFirst.AddFirst(new Entry(key, record)));
            if (_entries.Count > Most)
            {
                _entries.Remove(_lastUsedFirst.Last!.Value.Key);
                _lastUsedFirst.RemoveLast();
            }
        }
    }

    public void Forget(string key)
    {
        lock (_gate)
        {
            if (_entries.Remove(key, out LinkedListNode<Entry>? node))
            {
                _lastUsedFirst.Remove(node);
            }
        }
    }

    private readonly record struct Entry(string Key, ResultRecord Record);
}
