using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Values of one of three types: the first that fits exactly, else the first that fits by conversion.</summary>
internal sealed class OneOfThreeCodec<T1, T2, T3>(BlockCodec<T1> first, BlockCodec<T2> second, BlockCodec<T3> third)
    : BlockCodec<OneOf<T1, T2, T3>>
{
    public override bool AcceptsNull => first.AcceptsNull || second.AcceptsNull || third.AcceptsNull;

    public override bool TryRead(JsonElement element, BlockReadSession session, out OneOf<T1, T2, T3> value)
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

    public override void Write(BlockWriter writer, OneOf<T1, T2, T3> value)
    {
        switch (value.Index)
        {
            case 0:
                value.TryGetFirst(out T1? firstValue);
                first.WriteOrNull(writer, firstValue!);
                break;
            case 1:
                value.TryGetSecond(out T2? secondValue);
                second.WriteOrNull(writer, secondValue!);
                break;
            default:
                value.TryGetThird(out T3? thirdValue);
                third.WriteOrNull(writer, thirdValue!);
                break;
        }
    }

    public override bool AreEqual(OneOf<T1, T2, T3> left, OneOf<T1, T2, T3> right)
    {
        if (left.Index != right.Index)
        {
            return false;
        }

        return left.Match(
            one => right.TryGetFirst(out T1? other) && first.AreEqualOrNull(one, other),
            one => right.TryGetSecond(out T2? other) && second.AreEqualOrNull(one, other),
            one => right.TryGetThird(out T3? other) && third.AreEqualOrNull(one, other));
    }

    public override int GetHashCode(OneOf<T1, T2, T3> value) => value.Match(first.GetHashCodeOrNull, second.GetHashCodeOrNull, third.GetHashCodeOrNull);

    private bool TryReadAny(JsonElement element, BlockReadSession session, BlockDocument? reference, out OneOf<T1, T2, T3> value)
    {
        if (OneOfTrial.TryRead(first, element, session, reference, out T1? firstValue))
        {
            value = new OneOf<T1, T2, T3>(firstValue!);
            return true;
        }

        if (OneOfTrial.TryRead(second, element, session, reference, out T2? secondValue))
        {
            value = new OneOf<T1, T2, T3>(secondValue!);
            return true;
        }

        if (OneOfTrial.TryRead(third, element, session, reference, out T3? thirdValue))
        {
            value = new OneOf<T1, T2, T3>(thirdValue!);
            return true;
        }

        value = default;
        return false;
    }
}
