using System.Text.Json;

namespace Prefect.Blocks;

internal sealed class BooleanCodec : BlockCodec<bool>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, out bool value)
    {
        value = element.ValueKind == JsonValueKind.True;
        if (value || element.ValueKind == JsonValueKind.False)
        {
            return true;
        }

        if (!session.Exact && element.ValueKind == JsonValueKind.String && bool.TryParse(element.GetString(), out value))
        {
            return true;
        }

        session.Report("true or false", element);
        return false;
    }

    public override void Write(BlockWriter writer, bool value) => writer.Json.WriteBooleanValue(value);
}
