using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Models of one of several types: the first that knows all that is there, else the first that knows any of it.</summary>
internal sealed class ModelUnionCodec<T>(params ModelUnionMember<T>[] members) : BlockCodec<T>
    where T : class
{
    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out T value)
    {
        value = null;
        if (element.ValueKind != JsonValueKind.Object)
        {
            session.Report("an object", element);
            return false;
        }

        if (!session.TryDescend())
        {
            return false;
        }

        value = ReadFirstThatFits(element, session);
        session.Ascend();
        if (value is null)
        {
            session.Report(string.Join(" or ", members.Select(member => member.Name)), "an object that fits none");
        }

        return value is not null;
    }

    public override void Write(BlockWriter writer, T value)
    {
        foreach (ModelUnionMember<T> member in members)
        {
            if (member.TryWrite(writer, value))
            {
                return;
            }
        }

        throw new BlockValidationException(
            "A field",
            [new BlockFieldProblem("value", string.Join(" or ", members.Select(member => member.Name)), value.GetType().Name)],
            "Set it to one of the types that the property names.");
    }

    private T? ReadFirstThatFits(JsonElement element, BlockReadSession session)
    {
        int problems = session.ProblemCount;
        T? second = null;
        foreach (ModelUnionMember<T> member in members)
        {
            BlockReader reader = new(element, session);
            T value = member.Read(reader);
            bool fits = session.ProblemCount == problems;
            session.Forget(problems);
            if (fits && !reader.HasUnknown())
            {
                return value;
            }

            if (fits && reader.HasAnyField)
            {
                second ??= value;
            }
        }

        return second;
    }
}
