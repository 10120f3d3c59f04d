using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Reads the places of a list of fixed length.</summary>
internal static class TupleItems
{
    public static bool HasLength(JsonElement element, int length, BlockReadSession session)
    {
        if (element.ValueKind == JsonValueKind.Array && element.GetArrayLength() == length)
        {
            return true;
        }

        session.Report($"a list of {length}", element.ValueKind == JsonValueKind.Array ? $"one of {element.GetArrayLength()}" : "no list");
        return false;
    }

    public static bool TryRead<T>(
        JsonElement element, int index, BlockCodec<T> codec, BlockReadSession session, [MaybeNullWhen(false)] out T value)
    {
        JsonElement item = element[index];
        session.Enter(index);
        bool read = false;
        if (item.ValueKind == JsonValueKind.Null && !codec.AcceptsNull)
        {
            session.Report("a value", "null");
            value = default;
        }
        else
        {
            read = codec.TryRead(item, session, out value);
        }

        session.Leave();
        return read;
    }
}
