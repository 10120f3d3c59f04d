using System.Text.Json;

namespace Prefect.Blocks;

internal sealed class SecretJsonCodec : BlockCodec<SecretJson>
{
    public override bool AcceptsNull => true;

    public override bool TryRead(JsonElement element, BlockReadSession session, out SecretJson value)
    {
        value = new SecretJson(element);
        if (!session.RefusesMasks || !HoldsMask(element))
        {
            return true;
        }

        session.Report("a secret's value", "a mask");
        return false;
    }

    public override void Write(BlockWriter writer, SecretJson value)
    {
        if (value.IsEmpty)
        {
            writer.Json.WriteRawValue(value.Stored, skipInputValidation: true);
            return;
        }

        if (writer.Secrets == SecretHandling.Mask)
        {
            writer.Json.WriteStringValue(SecretMask.Display);
            return;
        }

        JsonCodec.Write(writer, value.Stored);
    }

    private static bool HoldsMask(JsonElement element) => element.ValueKind switch
    {
        JsonValueKind.String => SecretMask.IsMask(element.GetString()),
        JsonValueKind.Array => element.EnumerateArray().Any(HoldsMask),
        JsonValueKind.Object => element.EnumerateObject().Any(member => HoldsMask(member.Value)),
        _ => false,
    };
}
