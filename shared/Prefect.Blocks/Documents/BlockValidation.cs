using System.Buffers;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Refuses to save what could not be loaded again.</summary>
internal static class BlockValidation
{
    public static void ThrowIfUnfit(Block block)
    {
        ArrayBufferWriter<byte> buffer = new();
        BlockJson.Write(block, buffer, SecretHandling.Reveal, references: false);
        using JsonDocument document = JsonDocument.Parse(buffer.WrittenMemory);
        BlockReadSession session = new(lenient: false) { RefusesMasks = true };
        BlockJson.Read(block.GetBlockType(), document.RootElement, session, document: null);
        if (session.Problems.Count > 0)
        {
            throw new BlockValidationException(
                $"The {block.GetType().Name}", session.Problems, "Set these properties before saving.");
        }
    }
}
