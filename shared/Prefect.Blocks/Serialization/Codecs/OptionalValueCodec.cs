using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>A value or null.</summary>
internal sealed class OptionalValueCodec<T>(BlockCodec<T> codec) : BlockCodec<T?>
    where T : struct
{
    public override bool AcceptsNull => true;

    public override bool TryRead(JsonElement element, BlockReadSession session, out T? value)
    {
        value = null;
        if (element.ValueKind == JsonValueKind.Null)
        {
            return true;
        }

        if (!codec.TryRead(element, session, out T read))
        {
            return false;
        }

        value = read;
        return true;
    }

    public override void Write(BlockWriter writer, T? value)
    {
        if (value is { } present)
        {
            codec.Write(writer, present);
            return;
        }

        writer.Json.WriteNullValue();
    }

    public override bool AreEqual(T? left, T? right) =>
        left is { } one && right is { } other ? codec.AreEqual(one, other) : left is null && right is null;

    public override int GetHashCode(T? value) => value is { } present ? codec.GetHashCode(present) : 0;
}
