using System.Text;
using System.Text.Json;

namespace Prefect.Blocks;

internal sealed class SecretBytesCodec : BlockCodec<SecretBytes>
{
    public override bool TryRead(JsonElement element, BlockReadSession session, out SecretBytes value)
    {
        bool read = SecretCodec.TryReadText(element, session, out string text);
        value = new SecretBytes(Encoding.UTF8.GetBytes(text));
        return read;
    }

    public override void Write(BlockWriter writer, SecretBytes value) =>
        writer.WriteSecret(value.IsEmpty ? "" : writer.Secrets == SecretHandling.Reveal ? BytesCodec.Text(value.Stored) : SecretMask.Display);
}
