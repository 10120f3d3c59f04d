using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Models: objects of their own fields.</summary>
internal sealed class ModelCodec<T> : BlockCodec<T>
    where T : class, IBlockModel<T>
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

        value = T.ReadFrom(new BlockReader(element, session));
        session.Ascend();
        return true;
    }

    public override void Write(BlockWriter writer, T value) =>
        writer.WriteObject(value, static (model, inner) => model.WriteTo(inner));
}
