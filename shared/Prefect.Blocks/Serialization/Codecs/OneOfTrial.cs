using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Tries one type of several.</summary>
internal static class OneOfTrial
{
    public static bool TryRead<T>(
        BlockCodec<T> codec, JsonElement element, BlockReadSession session, BlockDocument? reference, [MaybeNullWhen(false)] out T value)
    {
        int problems = session.ProblemCount;
        if (element.ValueKind == JsonValueKind.Null && !codec.AcceptsNull)
        {
            session.Report("a value", "null");
            value = default;
            return false;
        }

        session.Expect(reference);
        bool read = codec.TryRead(element, session, out value);
        session.Expect(null);

        // A model is made in spite of problems, for lenient loads; as one of several types it does not count then.
        return read && session.ProblemCount == problems;
    }
}
