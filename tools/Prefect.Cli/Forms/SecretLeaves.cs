using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Cli;

/// <summary>Makes the secrets of data that comes in known to the masker, so that no message can hold them.</summary>
internal static class SecretLeaves
{
    /// <summary>Adds what stands at the secret paths of a type: <c>password</c>, <c>headers.*</c>, <c>credentials.token</c>.</summary>
    public static void Add(JsonObject data, IReadOnlyList<string> paths)
    {
        foreach (string path in paths)
        {
            Walk(data, path.Split('.'), 0);
        }
    }

    private static void Walk(JsonNode? node, string[] path, int depth)
    {
        if (depth == path.Length)
        {
            SecretMasker.Add(node);
            return;
        }

        switch (node)
        {
            case JsonObject members when path[depth] is "*":
                foreach ((_, JsonNode? member) in members)
                {
                    Walk(member, path, depth + 1);
                }

                break;
            case JsonObject members:
                Walk(members[path[depth]], path, depth + 1);
                break;
            case JsonArray items:
                foreach (JsonNode? item in items)
                {
                    Walk(item, path, path[depth] is "*" ? depth + 1 : depth);
                }

                break;
        }
    }
}
