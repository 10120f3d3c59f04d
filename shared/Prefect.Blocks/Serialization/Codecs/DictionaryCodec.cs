using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Dictionaries with text keys, in the type that the property has.</summary>
internal sealed class DictionaryCodec<TDictionary, TValue>(
    BlockCodec<TValue> item, Func<Dictionary<string, TValue>, TDictionary> create) : BlockCodec<TDictionary>
    where TDictionary : IEnumerable<KeyValuePair<string, TValue>>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out TDictionary value)
    {
        value = default;
        if (element.ValueKind != JsonValueKind.Object)
        {
            session.Report("an object", element);
            return false;
        }

        Dictionary<string, TValue> values = new(StringComparer.Ordinal);
        bool fits = true;
        foreach (JsonProperty member in element.EnumerateObject())
        {
            session.Enter(member.Name);
            fits &= TryAdd(values, member, session);
            session.Leave();
        }

        value = fits ? create(values) : default;
        return fits;
    }

    public override void Write(BlockWriter writer, TDictionary value)
    {
        writer.EnterContainer();
        writer.Json.WriteStartObject();
        foreach ((string key, TValue entry) in writer.Canonical ? value.OrderBy(pair => pair.Key, StringComparer.Ordinal) : (IEnumerable<KeyValuePair<string, TValue>>)value)
        {
            writer.Json.WritePropertyName(key);
            item.WriteOrNull(writer, entry);
        }

        writer.Json.WriteEndObject();
        writer.LeaveContainer();
    }

    public override bool AreEqual(TDictionary left, TDictionary right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        Dictionary<string, TValue> others = new(right, StringComparer.Ordinal);
        int count = 0;
        foreach ((string key, TValue entry) in left)
        {
            count++;
            if (!others.TryGetValue(key, out TValue? other) || !item.AreEqualOrNull(entry, other))
            {
                return false;
            }
        }

        return count == others.Count;
    }

    public override int GetHashCode(TDictionary value)
    {
        int hash = 0;
        foreach ((string key, TValue entry) in value)
        {
            hash ^= HashCode.Combine(key, item.GetHashCodeOrNull(entry));
        }

        return hash;
    }

    private bool TryAdd(Dictionary<string, TValue> values, JsonProperty member, BlockReadSession session)
    {
        if (member.Value.ValueKind == JsonValueKind.Null && !item.AcceptsNull)
        {
            session.Report("a value", "null");
            return false;
        }

        if (!item.TryRead(member.Value, session, out TValue? value))
        {
            return false;
        }

        values[member.Name] = value;
        return true;
    }
}
