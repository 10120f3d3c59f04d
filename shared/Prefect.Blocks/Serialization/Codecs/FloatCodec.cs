using System.Globalization;
using System.Numerics;
using System.Text;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Numbers with a fraction; a text that is a number counts as one.</summary>
internal sealed class FloatCodec<T> : BlockCodec<T>
    where T : struct, INumber<T>
{
    private const NumberStyles Style = NumberStyles.Float & ~NumberStyles.AllowHexSpecifier;

    public override bool TryRead(JsonElement element, BlockReadSession session, out T value)
    {
        value = default;
        bool read = element.ValueKind switch
        {
            JsonValueKind.Number when !session.Exact || !IsWhole(element) =>
                T.TryParse(System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element), Style, CultureInfo.InvariantCulture, out value),
            JsonValueKind.String when !session.Exact => T.TryParse(element.GetString(), Style, CultureInfo.InvariantCulture, out value),
            _ => false,
        };
        if (read && T.IsFinite(value))
        {
            return true;
        }

        session.Report("a number", element);
        return false;
    }

    public override void Write(BlockWriter writer, T value)
    {
        if (!T.IsFinite(value))
        {
            throw new BlockValidationException(
                "A number", [new BlockFieldProblem("value", "finite", "infinite or not a number")], "JSON has no such numbers: use null or a limit.");
        }

        // Python's clients tell 1.0 from 1, so the fraction stays.
        string text = value.ToString(null, CultureInfo.InvariantCulture);
        writer.Json.WriteRawValue(
            Encoding.ASCII.GetBytes(typeof(T) != typeof(decimal) && text.AsSpan().IndexOfAny('.', 'E') < 0 ? text + ".0" : text),
            skipInputValidation: true);
    }

    private static bool IsWhole(JsonElement element) =>
        System.Runtime.InteropServices.JsonMarshal.GetRawUtf8Value(element).IndexOfAny((byte)'.', (byte)'e', (byte)'E') < 0;
}
