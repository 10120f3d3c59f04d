using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Databricks;

/// <summary>Writes what is sent and reads what is answered.</summary>
internal static class DatabricksWire
{
    /// <summary>As <see cref="DatabricksJson"/>, but secrets are in clear, and what an answer lacks is not missed.</summary>
    public static JsonSerializerOptions Options { get; } = new(DatabricksJson.Default.Options)
    {
        TypeInfoResolver = DatabricksJson.Default.WithAddedModifier(static type =>
        {
            foreach (JsonPropertyInfo property in type.Properties)
            {
                property.IsRequired = false;
            }
        }),
    };

    public static JsonTypeInfo<T> Type<T>() => (JsonTypeInfo<T>)Options.GetTypeInfo(typeof(T));

    /// <summary>Writes a model without what is null in it, at whatever depth.</summary>
    public static JsonObject Write(DatabricksModel model) => Strip(JsonSerializer.SerializeToNode(model, Options.GetTypeInfo(model.GetType()))!.AsObject());

    /// <summary>Takes away members that are null, at whatever depth; items of lists stay. The object itself is changed.</summary>
    public static JsonObject Strip(JsonObject members)
    {
        foreach ((string name, JsonNode? value) in members.ToArray())
        {
            if (value is null)
            {
                members.Remove(name);
            }
            else
            {
                Strip(value);
            }
        }

        return members;
    }

    public static JsonNode? Node(JsonElement element) => element.Deserialize(Type<JsonNode>());

    public static JsonElement Element(JsonNode? node) => JsonSerializer.SerializeToElement(node, Type<JsonNode>()!);

    private static void Strip(JsonNode node)
    {
        switch (node)
        {
            case JsonObject members:
                Strip(members);
                break;
            case JsonArray items:
                foreach (JsonNode item in items.OfType<JsonNode>())
                {
                    Strip(item);
                }

                break;
            default:
                break;
        }
    }
}
