using System.Diagnostics.CodeAnalysis;
using System.Text.Json;

namespace Prefect.Blocks;

internal sealed class TextCodec : BlockCodec<string>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out string value)
    {
        value = element.ValueKind == JsonValueKind.String ? element.GetString() : null;
        if (value is null)
        {
            session.Report("a text", element);
        }

        return value is not null;
    }

    public override void Write(BlockWriter writer, string value) => writer.WriteText(value);
}
