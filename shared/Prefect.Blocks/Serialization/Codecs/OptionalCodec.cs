using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>An object or null.</summary>
internal sealed class OptionalCodec<T>(BlockCodec<T> codec) : BlockCodec<T?>
    where T : class
{
    public override bool AcceptsNull => true;

    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out T? value)
    {
        if (element.ValueKind == JsonValueKind.Null)
        {
            value = null;
            return true;
        }

        return codec.TryRead(element, session, out value);
    }

    public override void Write(BlockWriter writer, T? value) => codec.WriteOrNull(writer, value!);

    public override bool AreEqual(T? left, T? right) => codec.AreEqualOrNull(left!, right!);

    public override int GetHashCode(T? value) => codec.GetHashCodeOrNull(value!);
}
