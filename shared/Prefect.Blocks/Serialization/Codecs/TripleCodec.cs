using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Triples: lists of three values, each of its own type.</summary>
internal sealed class TripleCodec<T1, T2, T3>(BlockCodec<T1> first, BlockCodec<T2> second, BlockCodec<T3> third)
    : BlockCodec<(T1 First, T2 Second, T3 Third)>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, out (T1 First, T2 Second, T3 Third) value)
    {
        value = default;
        if (!TupleItems.HasLength(element, 3, session)
            || !TupleItems.TryRead(element, 0, first, session, out T1? one)
            || !TupleItems.TryRead(element, 1, second, session, out T2? two)
            || !TupleItems.TryRead(element, 2, third, session, out T3? three))
        {
            return false;
        }

        value = (one!, two!, three!);
        return true;
    }

    public override void Write(BlockWriter writer, (T1 First, T2 Second, T3 Third) value)
    {
        writer.EnterContainer();
        writer.Json.WriteStartArray();
        first.WriteOrNull(writer, value.First);
        second.WriteOrNull(writer, value.Second);
        third.WriteOrNull(writer, value.Third);
        writer.Json.WriteEndArray();
        writer.LeaveContainer();
    }

    public override bool AreEqual((T1 First, T2 Second, T3 Third) left, (T1 First, T2 Second, T3 Third) right) =>
        first.AreEqualOrNull(left.First, right.First)
        && second.AreEqualOrNull(left.Second, right.Second)
        && third.AreEqualOrNull(left.Third, right.Third);

    public override int GetHashCode((T1 First, T2 Second, T3 Third) value) => HashCode.Combine(
        first.GetHashCodeOrNull(value.First), second.GetHashCodeOrNull(value.Second), third.GetHashCodeOrNull(value.Third));
}
