using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>Masks the values at the paths that a schema names: <c>token</c>, <c>credentials.password</c>, <c>opts.*</c>.</summary>
internal static class BlockSecretPaths
{
    public const string Mask = "********";

    public static void MaskIn(JsonObject data, JsonArray paths)
    {
        foreach (string path in paths.Select(path => path!.ToString()).Distinct())
        {
            MaskAt(data, path.Split('.'));
        }
    }

    private static void MaskAt(JsonObject data, ReadOnlySpan<string> path)
    {
        string[] names = path[0] == "*" ? [.. data.Select(pair => pair.Key)] : data.ContainsKey(path[0]) ? [path[0]] : [];
        foreach (string name in names)
        {
            if (path.Length == 1 && data[name] is not null)
            {
                data[name] = Masked(data[name]!);
            }
            else if (path.Length > 1 && data[name] is JsonObject inner)
            {
                MaskAt(inner, path[1..]);
            }
        }
    }

    /// <summary>Of a secret that is an object or a list the shape stays.</summary>
    private static JsonNode Masked(JsonNode value) => value switch
    {
        JsonObject members => new JsonObject(members.Select(pair => KeyValuePair.Create(pair.Key, pair.Value is null ? null : Masked(pair.Value)))),
        JsonArray items => new JsonArray([.. items.Select(item => item is null ? null : Masked(item))]),
        _ => Mask,
    };
}
