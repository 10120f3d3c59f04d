using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Blocks;

/// <summary>One secret value: a text, a number or any other JSON value, stored under a name.</summary>
[Block(
    "Secret",
    Protected = true,
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/c6f20e556dd16effda9df16551feecfb5822092b-48x48.png",
    Documentation = "https://docs.prefect.io/latest/develop/blocks")]
public sealed partial record Secret : Block
{
    /// <summary>The value that is kept secret.</summary>
    [BlockField(
        Schema = """
            {"anyOf": [{"format": "password", "type": "string", "writeOnly": true}, {"title": "string", "type": "string"},
              {"$ref": "#/definitions/JsonValue", "title": "JSON"}], "format": "password", "writeOnly": true}
            """,
        Definitions = """{"JsonValue": {}}""",
        SecretPaths = ["value", "value"])]
    public required SecretJson Value { get; init; }

    /// <summary>
    /// Gives the value in clear. A text that is JSON is parsed: <c>{"a":1}</c> comes back as an object; any other text comes
    /// back as it is.
    /// </summary>
    /// <exception cref="SecretReferenceException">The value is a reference that leads nowhere.</exception>
    public JsonNode? Get()
    {
        JsonNode? value = Value.Reveal();
        if (value is not JsonValue leaf || !leaf.TryGetValue(out string? text))
        {
            return value;
        }

        try
        {
            JsonNode? parsed = JsonNode.Parse(text);
            SecretMasker.Add(parsed);
            return parsed;
        }
        catch (JsonException)
        {
            return value;
        }
    }

    /// <summary>Gives the value in clear as text: a text as it is, anything else as JSON.</summary>
    /// <exception cref="SecretReferenceException">The value is a reference that leads nowhere.</exception>
    public string GetText() =>
        Value.Reveal() is not { } value ? ""
            : value is JsonValue leaf && leaf.TryGetValue(out string? text) ? text
            : value.ToJsonString();
}
