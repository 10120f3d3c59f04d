using System.Collections.Immutable;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Lists, in the type that the property has.</summary>
internal sealed class SequenceCodec<TList, TItem>(BlockCodec<TItem> item, Func<List<TItem>, TList> create) : BlockCodec<TList>
    where TList : IEnumerable<TItem>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out TList value)
    {
        bool read = TryReadItems(element, session, item, out List<TItem> items);
        value = read ? create(items) : default;
        return read;
    }

    public override void Write(BlockWriter writer, TList value)
    {
        writer.EnterContainer();
        writer.Json.WriteStartArray();
        foreach (TItem entry in Items(value))
        {
            item.WriteOrNull(writer, entry);
        }

        writer.Json.WriteEndArray();
        writer.LeaveContainer();
    }

    public override bool AreEqual(TList left, TList right)
    {
        if (ReferenceEquals(left, right))
        {
            return true;
        }

        using IEnumerator<TItem> one = Items(left).GetEnumerator();
        using IEnumerator<TItem> other = Items(right).GetEnumerator();
        while (one.MoveNext())
        {
            if (!other.MoveNext() || !item.AreEqualOrNull(one.Current, other.Current))
            {
                return false;
            }
        }

        return !other.MoveNext();
    }

    public override int GetHashCode(TList value)
    {
        HashCode hash = default;
        foreach (TItem entry in Items(value))
        {
            hash.Add(item.GetHashCodeOrNull(entry));
        }

        return hash.ToHashCode();
    }

    internal static bool TryReadItems(JsonElement element, BlockReadSession session, BlockCodec<TItem> item, out List<TItem> items)
    {
        if (element.ValueKind != JsonValueKind.Array)
        {
            session.Report("a list", element);
            items = [];
            return false;
        }

        items = new List<TItem>(element.GetArrayLength());
        int index = 0;
        foreach (JsonElement entry in element.EnumerateArray())
        {
            session.Enter(index++);
            if (entry.ValueKind == JsonValueKind.Null && !item.AcceptsNull)
            {
                session.Report("a value", "null");
            }
            else if (item.TryRead(entry, session, out TItem? read))
            {
                items.Add(read);
            }

            session.Leave();
        }

        return items.Count == index;
    }

    private static IEnumerable<TItem> Items(TList value) =>
        value is ImmutableArray<TItem> { IsDefault: true } ? [] : value;
}
