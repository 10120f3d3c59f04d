using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Writes what a flow was called with, and reads it back.</summary>
internal static class ParameterJson
{
    /// <summary>Gives the values as one JSON object, secrets masked.</summary>
    public static string Masked(IReadOnlyDictionary<string, object?> values)
    {
        JsonObject json = [];
        foreach ((string name, object? value) in values)
        {
            json[name] = ParameterWriter.ToJson(value);
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
}
