using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Pairs: lists of two values, each of its own type.</summary>
internal sealed class TupleCodec<T1, T2>(BlockCodec<T1> first, BlockCodec<T2> second) : BlockCodec<(T1 First, T2 Second)>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, out (T1 First, T2 Second) value)
    {
        value = default;
        if (!TupleItems.HasLength(element, 2, session)
            || !TupleItems.TryRead(element, 0, first, session, out T1? one)
            || !TupleItems.TryRead(element, 1, second, session, out T2? two))
        {
            return false;
        }

        value = (one!, two!);
        return true;
    }

    public override void Write(BlockWriter writer, (T1 First, T2 Second) value)
    {
        writer.EnterContainer();
        writer.Json.WriteStartArray();
        first.WriteOrNull(writer, value.First);
        second.WriteOrNull(writer, value.Second);
        writer.Json.WriteEndArray();
        writer.LeaveContainer();
    }

    public override bool AreEqual((T1 First, T2 Second) left, (T1 First, T2 Second) right) =>
        first.AreEqualOrNull(left.First, right.First) && second.AreEqualOrNull(left.Second, right.Second);

    public override int GetHashCode((T1 First, T2 Second) value) =>
        HashCode.Combine(first.GetHashCodeOrNull(value.First), second.GetHashCodeOrNull(value.Second));
}
