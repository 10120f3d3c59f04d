using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Generators;

namespace Prefect.Cli;

/// <summary>
/// Masks what is named like a secret though its schema keeps it as plain text, because Prefect's own type does: a session token of AWS.
/// Stores mask the rest.
/// </summary>
internal static class PlainSecrets
{
    /// <summary>Gives a document's data with them masked; to be disposed of.</summary>
    public static JsonDocument Mask(ReadOnlyMemory<byte> data)
    {
        JsonNode? root = JsonNode.Parse(data.Span);
        Mask(root);
        return JsonDocument.Parse(root?.ToJsonString() ?? "null");
    }

    private static void Mask(JsonNode? node)
    {
        switch (node)
        {
            case JsonObject members:
                foreach ((string name, JsonNode? member) in members.ToList())
                {
                    if (member is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 && SecretNames.IsSecret(WireNames.Snake(name)))
                    {
                        members[name] = SecretMask.Wire;
                    }
                    else
                    {
                        Mask(member);
                    }
                }

                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    Mask(item);
                }

                break;
        }
    }
}
