using System.Text.Json;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// Writes a saved block as a reference to its document, which is loaded when the result is read: its secrets stay in the store.
/// One that was never saved, or was edited since, is refused.
/// </summary>
internal sealed class BlockConverters : JsonConverterFactory
{
    public override bool CanConvert(Type typeToConvert) => typeof(Block).IsAssignableFrom(typeToConvert);

    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options) => new Converter();

    private sealed class Converter : JsonConverter<Block>
    {
        public override bool CanConvert(Type typeToConvert) => typeof(Block).IsAssignableFrom(typeToConvert);

        public override Block Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            using JsonDocument document = JsonDocument.ParseValue(ref reader);
            BlockReference reference;
            try
            {
                reference = BlockReference.Parse(document.RootElement.GetRawText());
            }
            catch (FormatException failure)
            {
                throw new ResultSerializationException("The result is to be a block, and is no reference to one.", failure);
            }

            Block block = Sync.Run(() => Block.LoadFromReferenceAsync(reference));
            return typeToConvert.IsInstanceOfType(block)
                ? block
                : throw new ResultSerializationException($"The result is a {block.GetType()}, and no {typeToConvert}.");
        }

        public override void Write(Utf8JsonWriter writer, Block value, JsonSerializerOptions options)
        {
            string name = value.GetType().Name;
            if (value.BlockDocumentId is not { } id)
            {
                throw new ResultSerializationException($"The result holds a {name} that was never saved. Save it: the result then refers to its document, and its secrets stay in the store.");
            }

            if (!Sync.Run(() => Block.LoadFromReferenceAsync(id)).Equals(value))
            {
                throw new ResultSerializationException($"The result holds a {name} that was edited since it was saved. Save it: the result refers to its document.");
            }

            writer.WriteRawValue(value.ToReferenceJson());
        }
    }
}
