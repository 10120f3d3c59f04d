using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>What JMESPath says about JSON values.</summary>
internal static class JmesValue
{
    public static bool IsTrue(JsonNode? value) => value switch
    {
        null => false,
        JsonArray items => items.Count > 0,
        JsonObject members => members.Count > 0,
        _ => value.GetValueKind() switch
        {
            JsonValueKind.False => false,
            JsonValueKind.String => value.GetValue<string>().Length > 0,
            _ => true,
        },
    };

    /// <summary>
    /// Compares. Only numbers have an order in the language; here texts have one too, by their characters, so that the times of objects
    /// can be compared.
    /// </summary>
    public static JsonNode? Compare(string comparison, JsonNode? left, JsonNode? right)
    {
        switch (comparison)
        {
            case "==":
                return JsonNode.DeepEquals(left, right);
            case "!=":
                return !JsonNode.DeepEquals(left, right);
        }

        if (Order(left, right) is not { } order)
        {
            return null;
        }

        return comparison switch
        {
            "<" => order < 0,
            "<=" => order <= 0,
            ">" => order > 0,
            _ => order >= 0,
        };
    }

    // Items may have a parent already, and JSON nodes can have only one.
    public static JsonArray List(IEnumerable<JsonNode?> items) => new([.. items.Select(item => item?.DeepClone())]);

    private static int? Order(JsonNode? left, JsonNode? right) => (left?.GetValueKind(), right?.GetValueKind()) switch
    {
        (JsonValueKind.Number, JsonValueKind.Number) => Number(left!).CompareTo(Number(right!)),
        (JsonValueKind.String, JsonValueKind.String) => string.CompareOrdinal(left!.GetValue<string>(), right!.GetValue<string>()),
        _ => null,
    };

    private static decimal Number(JsonNode node) =>
        decimal.TryParse(node.ToJsonString(), System.Globalization.NumberStyles.Float, System.Globalization.CultureInfo.InvariantCulture, out decimal number)
            ? number
            : node.ToJsonString()[0] == '-' ? decimal.MinValue : decimal.MaxValue;
}
