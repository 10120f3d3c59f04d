using System.Buffers;
using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Sets: lists without order in which nothing stands twice.</summary>
internal sealed class SetCodec<TSet, TItem>(BlockCodec<TItem> item, Func<List<TItem>, TSet> create) : BlockCodec<TSet>
    where TSet : IEnumerable<TItem>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out TSet value)
    {
        bool read = SequenceCodec<TSet, TItem>.TryReadItems(element, session, item, out List<TItem> items);
        value = read ? create(items) : default;
        return read;
    }

    public override void Write(BlockWriter writer, TSet value)
    {
        writer.EnterContainer();
        writer.Json.WriteStartArray();
        if (writer.Canonical)
        {
            foreach (string json in Sorted(value))
            {
                writer.Json.WriteRawValue(json, skipInputValidation: true);
            }
        }
        else
        {
            foreach (TItem entry in value)
            {
                item.WriteOrNull(writer, entry);
            }
        }

        writer.Json.WriteEndArray();
        writer.LeaveContainer();
    }

    public override bool AreEqual(TSet left, TSet right) =>
        ReferenceEquals(left, right) || new HashSet<TItem>(left).SetEquals(right);

    public override int GetHashCode(TSet value)
    {
        int hash = 0;
        foreach (TItem entry in value)
        {
            hash ^= item.GetHashCodeOrNull(entry);
        }

        return hash;
    }

    private List<string> Sorted(TSet value)
    {
        List<string> texts = [];
        foreach (TItem entry in value)
        {
            ArrayBufferWriter<byte> buffer = new();
            using BlockWriter writer = new(buffer, SecretHandling.Reveal, references: false) { Canonical = true };
            item.WriteOrNull(writer, entry);
            writer.Json.Flush();
            texts.Add(System.Text.Encoding.UTF8.GetString(buffer.WrittenSpan));
        }

        texts.Sort(StringComparer.Ordinal);
        return texts;
    }
}
