using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Writes what a flow was called with. A value that JSON cannot hold is told by its type; nothing here fails a run.</summary>
internal static class ParameterJson
{
    /// <summary>Gives the values as one JSON object, secrets masked.</summary>
    public static string Masked(IReadOnlyDictionary<string, object?> values)
    {
        JsonObject json = [];
        foreach ((string name, object? value) in values)
        {
            json[name] = Node(value);
        }

        return SecretMasker.Mask(json.ToJsonString());
    }

    public static IReadOnlyDictionary<string, object?> Read(JsonElement json)
    {
        Dictionary<string, object?> values = new(StringComparer.Ordinal);
        foreach (JsonProperty member in json.EnumerateObject())
        {
            values[member.Name] = member.Value.Clone();
        }

        return values;
    }

    [UnconditionalSuppressMessage("Trimming", "IL2026", Justification = "Parameters have the types of the user's own flow.")]
    [UnconditionalSuppressMessage("AOT", "IL3050", Justification = "Parameters have the types of the user's own flow.")]
    private static JsonNode? Node(object? value)
    {
        try
        {
            return value switch
            {
                null => null,
                JsonNode node => node.DeepClone(),
                _ => JsonSerializer.SerializeToNode(value, value.GetType()),
            };
        }
#pragma warning disable CA1031 // Any type of the user's may fail in any way when it is asked for its content.
        catch (Exception)
#pragma warning restore CA1031
        {
            return JsonValue.Create($"<{value!.GetType().Name}>");
        }
    }
}
