using System.Buffers;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Refuses to save what could not be loaded again.</summary>
internal static class BlockValidation
{
    public static void ThrowIfUnfit(Block block)
    {
        using JsonDocument document = ToJson(block);
        BlockReadSession session = new(lenient: false) { RefusesMasks = true };
        BlockJson.Read(block.GetBlockType(), document.RootElement, session, document: null);
        if (session.Problems.Count > 0)
        {
            throw new BlockValidationException(
                $"The {block.GetType().Name}", session.Problems, "Set these properties before saving.");
        }
    }

    private static JsonDocument ToJson(Block block)
    {
        ArrayBufferWriter<byte> buffer = new();
        try
        {
            BlockJson.Write(block, buffer, SecretHandling.Reveal, references: false);
            return JsonDocument.Parse(buffer.WrittenMemory);
        }
        catch (Exception exception) when (exception is JsonException or InvalidOperationException)
        {
            // What the writer and the parser refuse of their own output is its depth; a value that holds itself has no end.
            throw new BlockValidationException(
                $"The {block.GetType().Name}", [new BlockFieldProblem("(the document)", "nested at most 64 deep", "deeper")],
                "Check that no value holds itself.");
        }
    }
}
