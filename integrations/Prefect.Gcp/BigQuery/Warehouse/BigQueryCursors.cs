using System.Security.Cryptography;
using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>What a warehouse holds open: a cursor for each operation with its parameters and options.</summary>
internal sealed class BigQueryCursors
{
    private readonly Lock _gate = new();
    private Dictionary<string, BigQueryCursorSlot> _slots = new(StringComparer.Ordinal);

    public bool IsClosed { get; private set; }

    /// <summary>Tells operations apart: by what is sent for them, the order of parameters by name left out.</summary>
    public static string KeyOf(JsonObject configuration, BigQueryQueryOptions options)
    {
        string content = $"{options.Project}\n{options.Location}\n{options.PageSize}\n{options.WaitTimeout}\n{options.CancelRemote}\n{configuration.ToJsonString()}";
        return Convert.ToHexString(SHA256.HashData(Encoding.UTF8.GetBytes(content)));
    }

    /// <exception cref="InvalidOperationException">The warehouse is closed.</exception>
    public BigQueryCursorSlot Get(string key)
    {
        lock (_gate)
        {
            ThrowIfClosed();
            if (!_slots.TryGetValue(key, out BigQueryCursorSlot? slot))
            {
                _slots[key] = slot = new BigQueryCursorSlot();
            }

            return slot;
        }
    }

    /// <summary>Forgets every cursor: what is asked for next is run anew.</summary>
    public void Reset()
    {
        lock (_gate)
        {
            _slots = new Dictionary<string, BigQueryCursorSlot>(StringComparer.Ordinal);
        }
    }

    public void Close()
    {
        lock (_gate)
        {
            IsClosed = true;
            _slots = new Dictionary<string, BigQueryCursorSlot>(StringComparer.Ordinal);
        }
    }

    /// <exception cref="InvalidOperationException">The warehouse is closed.</exception>
    public void ThrowIfClosed()
    {
        if (IsClosed)
        {
            throw new InvalidOperationException("The BigQuery warehouse is closed: load it again, or make a copy with 'with { }'.");
        }
    }
}
