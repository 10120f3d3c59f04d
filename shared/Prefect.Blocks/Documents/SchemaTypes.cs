using System.Text.Json;

namespace Prefect.Schema;

/// <summary>The types that a JSON schema names, and what they and the values they are compared with are called in messages.</summary>
internal static class SchemaTypes
{
    /// <summary>Whether a value is of a type; of one that is not known every value is.</summary>
    public static bool Is(JsonElement value, string type) => type switch
    {
        "string" => value.ValueKind == JsonValueKind.String,
        "boolean" => value.ValueKind is JsonValueKind.True or JsonValueKind.False,
        "null" => value.ValueKind == JsonValueKind.Null,
        "object" => value.ValueKind == JsonValueKind.Object,
        "array" => value.ValueKind == JsonValueKind.Array,
        "number" => value.ValueKind == JsonValueKind.Number,
        "integer" => value.ValueKind == JsonValueKind.Number && double.IsInteger(value.GetDouble()),
        _ => true,
    };

    /// <summary>What a type is called.</summary>
    public static string Words(string type) => type switch
    {
        "string" => "a text",
        "boolean" => "true or false",
        "null" => "null",
        "object" => "an object",
        "array" => "a list",
        "number" => "a number",
        "integer" => "a whole number",
        _ => type,
    };

    /// <summary>What a value is called; its content is not told.</summary>
    public static string KindOf(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => "a text",
        JsonValueKind.True or JsonValueKind.False => "true or false",
        JsonValueKind.Object => "an object",
        JsonValueKind.Array => "a list",
        JsonValueKind.Number => "a number",
        JsonValueKind.Null => "null",
        _ => "missing",
    };
}
