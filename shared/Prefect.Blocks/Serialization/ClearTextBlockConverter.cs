using System.Buffers;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace Prefect.Blocks;

/// <summary>Writes a block with its data in clear, and reads it back as an equal that belongs to the same document.</summary>
internal sealed class ClearTextBlockConverter : JsonConverter<Block>
{
    public override bool CanConvert(Type typeToConvert) => typeof(Block).IsAssignableFrom(typeToConvert);

    public override Block Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        using JsonDocument document = JsonDocument.ParseValue(ref reader);
        JsonElement data = document.RootElement;
        if (data.ValueKind != JsonValueKind.Object || !data.TryGetProperty("block"u8, out JsonElement content) || !data.TryGetProperty("slug"u8, out JsonElement slug))
        {
            throw new JsonException($"This is no {typeToConvert.Name} as {nameof(ClearTextJson)} writes one.");
        }

        BlockReadSession session = new(lenient: false);
        Block block = BlockJson.Read(BlockRegistry.Get(slug.GetString()!), content, session, document: null);
        if (session.Problems is [BlockFieldProblem problem, ..])
        {
            throw new JsonException($"The block '{slug.GetString()}' cannot be read back: {problem}");
        }

        if (data.TryGetProperty("id"u8, out JsonElement id))
        {
            bool isAnonymous = !data.TryGetProperty("name"u8, out JsonElement name);
            block.Identify(id.GetGuid(), isAnonymous ? null : name.GetString(), isAnonymous);
        }

        block.Initialize();
        return block;
    }

    public override void Write(Utf8JsonWriter writer, Block value, JsonSerializerOptions options)
    {
        writer.WriteStartObject();
        writer.WriteString("slug"u8, value.GetBlockType().Slug);

        // An edited copy must not pass for what its document holds: it travels as a block of its own.
        if (value.UneditedDocumentId() is { } id)
        {
            writer.WriteString("id"u8, id);
            if (value is { IsAnonymous: false, BlockDocumentName: { } name })
            {
                writer.WriteString("name"u8, name);
            }
        }

        ArrayBufferWriter<byte> content = new();
        BlockJson.Write(value, content, SecretHandling.Reveal, references: false);
        writer.WritePropertyName("block"u8);
        writer.WriteRawValue(content.WrittenSpan);
        writer.WriteEndObject();
    }
}
