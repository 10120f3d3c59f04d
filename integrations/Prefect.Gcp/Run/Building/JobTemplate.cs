using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Templates of jobs, as work pools have them.</summary>
internal static class JobTemplate
{
    /// <summary>A copy without the blanks, such as <c>{{ image }}</c>, that nobody has filled in, and without nulls.</summary>
    public static JsonObject Copy(JsonObject template) => WithoutBlanks(template.AsRead())!.AsObject();

    /// <summary>Finds what a template lacks and what has another value than it must have.</summary>
    /// <param name="template">The template.</param>
    /// <param name="pattern">What must be there; a null stands for any value.</param>
    /// <param name="field">The property that the template stands in.</param>
    /// <exception cref="GcpConfigurationException">Something is not there, or not as it must be; the message names the paths.</exception>
    public static void Check(JsonObject template, JsonObject pattern, string field)
    {
        List<string> missing = [];
        List<string> wrong = [];
        Compare(template, pattern, "", missing, wrong);
        if (missing.Count > 0)
        {
            throw new GcpConfigurationException(field, $"{field} lacks what must be there: {string.Join(", ", missing.Order(StringComparer.Ordinal))}.");
        }

        if (wrong.Count > 0)
        {
            throw new GcpConfigurationException(field, $"{field} has values that cannot be used: {string.Join(", ", wrong.Order(StringComparer.Ordinal))}.");
        }
    }

    private static void Compare(JsonNode found, JsonNode pattern, string path, List<string> missing, List<string> wrong)
    {
        switch (pattern)
        {
            case JsonObject members when found is JsonObject there:
                foreach ((string key, JsonNode? expected) in members)
                {
                    CompareMember(there[key], expected, $"{path}/{Escape(key)}", missing, wrong);
                }

                break;
            case JsonArray items when found is JsonArray list:
                for (int at = 0; at < items.Count; at++)
                {
                    CompareMember(at < list.Count ? list[at] : null, items[at], $"{path}/{at}", missing, wrong);
                }

                break;
            case JsonObject:
                wrong.Add($"{path} must be an object");
                break;
            case JsonArray:
                wrong.Add($"{path} must be a list");
                break;
            default:
                if (!JsonNode.DeepEquals(found, pattern))
                {
                    wrong.Add($"{path} must be '{pattern}'");
                }

                break;
        }
    }

    private static void CompareMember(JsonNode? found, JsonNode? expected, string path, List<string> missing, List<string> wrong)
    {
        if (found is null)
        {
            missing.Add(path);
        }
        else if (expected is not null)
        {
            Compare(found, expected, path, missing, wrong);
        }
    }

    private static string Escape(string key) => key.Replace("~", "~0", StringComparison.Ordinal).Replace("/", "~1", StringComparison.Ordinal);

    private static JsonNode? WithoutBlanks(JsonNode? node) => node switch
    {
        JsonObject members =>
            new JsonObject(members.Where(member => !IsBlank(member.Value)).Select(member => KeyValuePair.Create(member.Key, WithoutBlanks(member.Value)))),
        JsonArray items => new JsonArray([.. items.Where(item => !IsBlank(item)).Select(WithoutBlanks)]),
        null => null,
        _ => node.DeepClone(),
    };

    private static bool IsBlank(JsonNode? node) =>
        node is null
        || (node.GetValueKind() == JsonValueKind.String
            && node.GetValue<string>() is { } text
            && text.StartsWith("{{", StringComparison.Ordinal)
            && text.EndsWith("}}", StringComparison.Ordinal));
}
