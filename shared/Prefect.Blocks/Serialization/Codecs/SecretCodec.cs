using System.Text.Json;

namespace Prefect.Blocks;

internal sealed class SecretCodec : BlockCodec<SecretString>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, out SecretString value)
    {
        bool read = TryReadText(element, session, out string text);
        value = new SecretString(text);
        return read;
    }

    public override void Write(BlockWriter writer, SecretString value) => writer.WriteSecret(value.Stored);

    internal static bool TryReadText(JsonElement element, BlockReadSession session, out string text)
    {
        text = "";
        if (element.ValueKind != JsonValueKind.String)
        {
            session.Report("a text", element);
            return false;
        }

        text = element.GetString() ?? "";
        if (!session.RefusesMasks || !SecretMask.IsMask(text))
        {
            return true;
        }

        session.Report("a secret's value", "a mask");
        return false;
    }
}
