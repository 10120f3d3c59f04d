using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Blocks;

/// <summary>JSON that can be built and changed in code.</summary>
internal sealed class JsonNodeCodec<T>(string expected) : BlockCodec<T>
    where T : JsonNode
{
    public override bool TryRead(JsonElement element, BlockReadSession session, [MaybeNullWhen(false)] out T value)
    {
        value = element.ValueKind switch
        {
            JsonValueKind.Object => JsonObject.Create(element.Clone()) as T,
            JsonValueKind.Array => JsonArray.Create(element.Clone()) as T,
            _ => JsonValue.Create(element.Clone()) as T,
        };
        if (value is null)
        {
            session.Report(expected, element);
        }

        return value is not null;
    }

    public override void Write(BlockWriter writer, T value) => JsonCodec.Write(writer, value.ToJsonString());

    public override bool AreEqual(T left, T right) => JsonNode.DeepEquals(left, right);

    public override int GetHashCode(T value) => (int)value.GetValueKind();
}
