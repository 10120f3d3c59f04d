using System.Diagnostics.CodeAnalysis;

namespace Prefect.Aws;

/// <summary>Remembers what was looked at last, and forgets the rest.</summary>
/// <param name="capacity">How much is remembered.</param>
internal sealed class EcsRecent<T>(int capacity)
{
    private readonly Lock _gate = new();
    private readonly Dictionary<string, LinkedListNode<(string Key, T Value)>> _known = new(StringComparer.Ordinal);
    private readonly LinkedList<(string Key, T Value)> _byAge = [];

    public bool TryGet(string key, [MaybeNullWhen(false)] out T value)
    {
        lock (_gate)
        {
            bool isKnown = _known.TryGetValue(key, out LinkedListNode<(string Key, T Value)>? node);
            value = isKnown ? node!.Value.Value : default;
            if (isKnown)
            {
                _byAge.Remove(node!);
                _byAge.AddLast(node!);
            }

            return isKnown;
        }
    }

    public void Set(string key, T value)
    {
        lock (_gate)
        {
            if (_known.Remove(key, out LinkedListNode<(string Key, T Value)>? old))
            {
                _byAge.Remove(old);
            }

            _known[key] = _byAge.AddLast((key, value));
            if (_known.Count > capacity)
            {
                _known.Remove(_byAge.First!.Value.Key);
                _byAge.RemoveFirst();
            }
        }
    }
}
