using System.Globalization;
using System.Text.Json;

namespace Prefect.Snowflake;

/// <summary>
/// What the service wants to be told with the next statement of a session: which of its databases were read and written when, so that a
/// statement sees what the one before it wrote, in hybrid tables as well. Thread-safe.
/// </summary>
internal sealed class SnowflakeQueryContext
{
    private const int UsualSize = 5;

    private readonly Lock _gate = new();
    private readonly Dictionary<long, Entry> _entries = [];

    /// <summary>Takes note of what an answer says.</summary>
    /// <param name="data">The answer's data.</param>
    /// <param name="size">How many entries are kept, by the session's parameter <c>QUERY_CONTEXT_CACHE_SIZE</c>.</param>
    public void Note(JsonElement data, string? size)
    {
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("queryContext", out JsonElement context))
        {
            return;
        }

        lock (_gate)
        {
            if (context.ValueKind != JsonValueKind.Object || !context.TryGetProperty("entries", out JsonElement entries) || entries.ValueKind != JsonValueKind.Array)
            {
                _entries.Clear();
                return;
            }

            foreach (JsonElement element in entries.EnumerateArray())
            {
                Merge(element);
            }

            Trim(int.TryParse(size, CultureInfo.InvariantCulture, out int most) && most >= 0 ? most : UsualSize);
        }
    }

    /// <summary>Writes it into the next statement; nothing where nothing is known.</summary>
    public void Write(Utf8JsonWriter json)
    {
        lock (_gate)
        {
            if (_entries.Count == 0)
            {
                return;
            }

            json.WriteStartObject("queryContextDTO");
            json.WriteStartArray("entries");
            foreach (Entry entry in _entries.Values.OrderBy(static entry => entry.Priority))
            {
                Write(json, entry);
            }

            json.WriteEndArray();
            json.WriteEndObject();
        }
    }

    private static void Write(Utf8JsonWriter json, Entry entry)
    {
        json.WriteStartObject();
        json.WriteNumber("id", entry.Id);
        json.WriteNumber("timestamp", entry.Timestamp);
        json.WriteNumber("priority", entry.Priority);
        json.WriteStartObject("context");
        if (entry.Context is { Length: > 0 })
        {
            json.WriteString("base64Data", entry.Context);
        }

        json.WriteEndObject();
        json.WriteEndObject();
    }

    // What was read later goes before. A priority belongs to one entry: the newcomer takes it.
    private void Merge(JsonElement element)
    {
        if (!TryRead(element, out Entry entry))
        {
            return;
        }

        if (_entries.TryGetValue(entry.Id, out Entry known)
            && (known.Timestamp > entry.Timestamp || (known.Timestamp == entry.Timestamp && known.Priority == entry.Priority)))
        {
            return;
        }

        foreach (Entry other in _entries.Values.Where(other => other.Priority == entry.Priority && other.Id != entry.Id).ToList())
        {
            _entries.Remove(other.Id);
        }

        _entries[entry.Id] = entry;
    }

    private void Trim(int most)
    {
        foreach (Entry entry in _entries.Values.OrderBy(static entry => entry.Priority).Skip(most).ToList())
        {
            _entries.Remove(entry.Id);
        }
    }

    private static bool TryRead(JsonElement element, out Entry entry)
    {
        entry = default;
        if (element.ValueKind != JsonValueKind.Object
            || !TryNumber(element, "id", out long id)
            || !TryNumber(element, "timestamp", out long timestamp)
            || !TryNumber(element, "priority", out long priority))
        {
            return false;
        }

        entry = new Entry(id, timestamp, priority, SnowflakeAnswer.Text(element, "context"));
        return true;
    }

    private static bool TryNumber(JsonElement element, string name, out long number)
    {
        number = 0;
        return element.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.Number && value.TryGetInt64(out number);
    }

    private readonly record struct Entry(long Id, long Timestamp, long Priority, string? Context);
}
