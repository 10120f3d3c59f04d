using System.Globalization;
using System.Numerics;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Flows;

/// <summary>Gives JSON as plain values: dictionaries, lists, texts, booleans, numbers.</summary>
internal static class JsonPlain
{
    private const int Deepest = 100;

    /// <exception cref="FormatException">It is nested too deep.</exception>
    /// <exception cref="ArgumentException">An object has a name twice.</exception>
    public static object? Of(JsonNode? node, int depth = 0) => depth > Deepest ? throw TooDeep() : node switch
    {
        null => null,
        JsonObject members => Members(members.Select(member => KeyValuePair.Create(member.Key, Of(member.Value, depth + 1)))),
        JsonArray items => items.Select(item => Of(item, depth + 1)).ToList(),
        JsonValue value when value.TryGetValue(out JsonElement element) => Of(element, depth),
        JsonValue value => value.GetValue<object>(),
        _ => null,
    };

    /// <exception cref="FormatException">It is nested too deep.</exception>
    public static object? Of(JsonElement element, int depth = 0) => depth > Deepest ? throw TooDeep() : element.ValueKind switch
    {
        JsonValueKind.Object => Members(element.EnumerateObject().Select(member => KeyValuePair.Create(member.Name, Of(member.Value, depth + 1)))),
        JsonValueKind.Array => element.EnumerateArray().Select(item => Of(item, depth + 1)).ToList(),
        JsonValueKind.String => element.GetString(),
        JsonValueKind.True => true,
        JsonValueKind.False => false,
        JsonValueKind.Number => Number(element.GetRawText()),
        _ => null,
    };

    private static Dictionary<string, object?> Members(IEnumerable<KeyValuePair<string, object?>> members)
    {
        Dictionary<string, object?> all = new(StringComparer.Ordinal);
        foreach ((string name, object? value) in members)
        {
            all[name] = value;
        }

        return all;
    }

    private static object Number(string text)
    {
        if (long.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out long whole))
        {
            return whole;
        }

        return BigInteger.TryParse(text, NumberStyles.AllowLeadingSign, CultureInfo.InvariantCulture, out BigInteger big) ? big : new JsonFraction(text);
    }

    private static FormatException TooDeep() => new($"it is nested more than {Deepest} deep.");
}
