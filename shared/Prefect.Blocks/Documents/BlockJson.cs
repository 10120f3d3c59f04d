using System.Buffers;
using System.Text;
using System.Text.Json;

namespace Prefect.Blocks;

/// <summary>Turns blocks into JSON and documents into blocks.</summary>
internal static class BlockJson
{
    public static void Write(Block block, IBufferWriter<byte> output, SecretHandling secrets, bool references)
    {
        using BlockWriter writer = new(output, secrets, references);
        writer.WriteDocument(block);
    }

    public static string Dump(Block block, SecretHandling secrets)
    {
        ArrayBufferWriter<byte> buffer = new();
        using BlockWriter writer = new(buffer, secrets, references: false);
        Utf8JsonWriter json = writer.Json;
        json.WriteStartObject();
        block.WriteTo(writer);
        json.WriteString("block_type_slug"u8, block.GetBlockType().Slug);
        if (block.BlockDocumentId is { } id)
        {
            json.WriteString("_block_document_id"u8, id);
            json.WriteString("_block_document_name"u8, block.BlockDocumentName);
            json.WriteBoolean("_is_anonymous"u8, block.IsAnonymous);
        }

        json.WriteEndObject();
        json.Flush();
        return Encoding.UTF8.GetString(buffer.WrittenSpan);
    }

    /// <summary>Makes a block from its document.</summary>
    /// <exception cref="BlockValidationException">The document does not fit, and the load is not lenient.</exception>
    public static Block Read(BlockType type, BlockDocument document, bool lenient)
    {
        BlockReadSession session = new(lenient);
        Block block = Read(type, document, session);
        if (session.Problems.Count > 0)
        {
            if (!lenient)
            {
                throw new BlockValidationException(Subject(document), session.Problems,
                    "It was saved with another version of the type. Load it without validation, fill in these fields and save it again.");
            }

            block.MissingFields = [.. session.Problems.Select(problem => problem.Path).Distinct(StringComparer.Ordinal)];
            return block;
        }

        block.Initialize();
        return block;
    }

    /// <summary>Reads a block from its document; problems go to the session.</summary>
    public static Block Read(BlockType type, BlockDocument document, BlockReadSession session)
    {
        using JsonDocument json = Parse(document);
        Block block = Read(type, json.RootElement, session, document);
        block.Identify(document.Id, document.Name, document.IsAnonymous);
        return block;
    }

    /// <summary>Parses the data of a document; it is a JSON object.</summary>
    /// <exception cref="BlockStoreException">It is not.</exception>
    public static JsonDocument Parse(BlockDocument document)
    {
        JsonDocument? json = null;
        try
        {
            json = JsonDocument.Parse(document.Data);
            if (json.RootElement.ValueKind == JsonValueKind.Object && !HalfPairs.AreIn(document.Data.Span))
            {
                return json;
            }
        }
        catch (JsonException exception)
        {
            throw new BlockStoreException($"{Subject(document)} holds damaged JSON. Save it again, with overwrite.", exception);
        }

        json.Dispose();
        throw new BlockStoreException($"{Subject(document)} holds no JSON object in Unicode. Save it again, with overwrite.");
    }

    public static Block Read(BlockType type, JsonElement element, BlockReadSession session, BlockDocument? document)
    {
        BlockReader reader = new(element, session, document);
        Block block = type.Read(reader);
        block.KeepExtra(reader.Remaining());
        return block;
    }

    private static string Subject(BlockDocument document) =>
        document.Name is { } name ? $"Block '{document.BlockTypeSlug}/{name}'" : $"Block document {document.Id}";
}
