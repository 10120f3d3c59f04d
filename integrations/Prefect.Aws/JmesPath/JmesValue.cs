using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>What JMESPath says about JSON values.</summary>
internal static class JmesValue
{
    private static readonly JsonWriterOptions s_plain = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

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

    public static JmesType TypeOf(JsonNode? value) => value?.GetValueKind() switch
    {
        null or JsonValueKind.Null => JmesType.Null,
        JsonValueKind.True or JsonValueKind.False => JmesType.Boolean,
        JsonValueKind.Number => JmesType.Number,
        JsonValueKind.String => JmesType.String,
        JsonValueKind.Array => JmesType.Array,
        _ => JmesType.Object,
    };

    public static string TypeName(JsonNode? value) => TypeOf(value).ToString().ToLowerInvariant();

    public static bool Is(JsonNode? value, JmesType wanted) =>
        wanted.HasFlag(TypeOf(value))
        || (wanted.HasFlag(JmesType.ArrayOfNumbers) && value is JsonArray numbers && numbers.All(item => TypeOf(item) == JmesType.Number))
        || (wanted.HasFlag(JmesType.ArrayOfStrings) && value is JsonArray texts && texts.All(item => TypeOf(item) == JmesType.String));

    /// <summary>
    /// Compares. Only numbers have an order in the language; here texts have one too, by their characters, so that the times of objects
    /// can be compared.
    /// </summary>
    public static JsonNode? Compare(string comparison, JsonNode? left, JsonNode? right)
    {
        switch (comparison)
        {
            case "==":
                return AreEqual(left, right);
            case "!=":
                return !AreEqual(left, right);
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

    /// <summary>Tells whether two values are the same, numbers by what they mean and objects in any order.</summary>
    public static bool AreEqual(JsonNode? left, JsonNode? right) => (left, right) switch
    {
        (JsonArray lefts, JsonArray rights) => lefts.Count == rights.Count && lefts.Zip(rights).All(pair => AreEqual(pair.First, pair.Second)),
        (JsonObject lefts, JsonObject rights) => lefts.Count == rights.Count
            && lefts.All(member => rights.TryGetPropertyValue(member.Key, out JsonNode? other) && AreEqual(member.Value, other)),
        _ => TypeOf(left) == TypeOf(right) && TypeOf(left) switch
        {
            JmesType.Null => true,
            JmesType.Boolean => left!.GetValue<bool>() == right!.GetValue<bool>(),
            JmesType.Array or JmesType.Object => false,
            _ => Order(left, right) == 0,
        },
    };

    /// <summary>Orders two numbers or two strings; null when they are anything else.</summary>
    public static int? Order(JsonNode? left, JsonNode? right) => (TypeOf(left), TypeOf(right)) switch
    {
        (JmesType.Number, JmesType.Number) => JmesNumber.Compare(left!, right!),
        (JmesType.String, JmesType.String) => Order(left!.GetValue<string>(), right!.GetValue<string>()),
        _ => null,
    };

    // Items may have a parent already, and JSON nodes can have only one.
    public static JsonArray List(IEnumerable<JsonNode?> items) => new([.. items.Select(item => item?.DeepClone())]);

    public static string Json(JsonNode? value)
    {
        using MemoryStream content = new();
        using (Utf8JsonWriter writer = new(content, s_plain))
        {
            if (value is null)
            {
                writer.WriteNullValue();
            }
            else
            {
                value.WriteTo(writer);
            }
        }

        return Encoding.UTF8.GetString(content.GetBuffer(), 0, (int)content.Length);
    }

    // By code points, which UTF-16's own order is not beyond the basic plane.
    private static int Order(string left, string right)
    {
        StringRuneEnumerator rights = right.EnumerateRunes();
        foreach (Rune rune in left.EnumerateRunes())
        {
            if (!rights.MoveNext())
            {
                return 1;
            }

            if (rune != rights.Current)
            {
                return rune.CompareTo(rights.Current);
            }
        }

        return rights.MoveNext() ? -1 : 0;
    }
}
