using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Values of one of two types: the first that fits exactly, else the first that fits by conversion.</summary>
internal sealed class OneOfCodec<T1, T2>(BlockCodec<T1> first, BlockCodec<T2> second)
    : BlockCodec<OneOf<T1, T2>>
{
    public override bool AcceptsNull => first.AcceptsNull || second.AcceptsNull;

    public override bool TryRead(JsonElement element, BlockReadSession session, out OneOf<T1, T2> value)
    {
        int problems = session.ProblemCount;
        BlockDocument? reference = session.TakeReference();
        bool exact = session.Exact;
        session.Exact = true;
        bool fits = TryReadAny(element, session, reference, out value);
        session.Exact = exact;
        if (!fits && !exact)
        {
            session.Forget(problems);
            fits = TryReadAny(element, session, reference, out value);
        }

        if (fits)
        {
            session.Forget(problems);
        }

        // Else what each of the types expected stays reported.
        return fits;
    }

    public override void Write(BlockWriter writer, OneOf<T1, T2> value)
    {
        switch (value.Index)
        {
            case 0:
                value.TryGetFirst(out T1? firstValue);
                first.WriteOrNull(writer, firstValue!);
                break;
            default:
                value.TryGetSecond(out T2? secondValue);
                second.WriteOrNull(writer, secondValue!);
                break;
        }
    }

    public override bool AreEqual(OneOf<T1, T2> left, OneOf<T1, T2> right)
    {
        if (left.Index != right.Index)
        {
            return false;
        }

        return left.Match(
            one => right.TryGetFirst(out T1? other) && first.AreEqualOrNull(one, other),
            one => right.TryGetSecond(out T2? other) && second.AreEqualOrNull(one, other));
    }

    public override int GetHashCode(OneOf<T1, T2> value) => value.Match(first.GetHashCodeOrNull, second.GetHashCodeOrNull);

    private bool TryReadAny(JsonElement element, BlockReadSession session, BlockDocument? reference, out OneOf<T1, T2> value)
    {
        if (OneOfTrial.TryRead(first, element, session, reference, out T1? firstValue))
        {
            value = new OneOf<T1, T2>(firstValue!);
            return true;
        }

        if (OneOfTrial.TryRead(second, element, session, reference, out T2? secondValue))
        {
            value = new OneOf<T1, T2>(secondValue!);
            return true;
        }

        value = default;
        return false;
    }
}
