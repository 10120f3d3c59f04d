using System.Globalization;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>Schemas of tables as the service has them.</summary>
internal static class BigQuerySchemaJson
{
    /// <summary>Reads the fields of a schema, or of a field that is a struct.</summary>
    public static IReadOnlyList<BigQueryField> Read(JsonElement schema) =>
        schema.TryGetProperty("fields", out JsonElement fields) && fields.ValueKind == JsonValueKind.Array
            ? [.. fields.EnumerateArray().Select(ReadField)]
            : [];

    public static JsonObject Write(IReadOnlyList<BigQueryField> fields) => new() { ["fields"] = WriteFields(fields) };

    private static BigQueryField ReadField(JsonElement field)
    {
        string name = Text(field, "type") ?? "";
        string? mode = Text(field, "mode");
        BigQueryType type = name.ToUpperInvariant() switch
        {
            "RECORD" or "STRUCT" => BigQueryType.StructOfAny(Read(field)),
            "RANGE" => BigQueryType.RangeOf(ReadEnds(field)),
            _ => BigQueryType.Find(name) ?? BigQueryType.Other(name),
        };
        return new BigQueryField(Text(field, "name") ?? "", mode == "REPEATED" ? BigQueryType.ArrayOf(type) : type)
        {
            IsRequired = mode == "REQUIRED",
            Description = Text(field, "description"),
            MaxLength = Number(field, "maxLength"),
            Precision = Number(field, "precision"),
            Scale = Number(field, "scale"),
            DefaultValueExpression = Text(field, "defaultValueExpression"),
            Collation = Text(field, "collation"),
        };
    }

    private static BigQueryType ReadEnds(JsonElement field) =>
        field.TryGetProperty("rangeElementType", out JsonElement ends) && ends.ValueKind == JsonValueKind.Object
            ? Text(ends, "type") switch { "DATE" => BigQueryType.Date, "DATETIME" => BigQueryType.DateTime, _ => BigQueryType.Timestamp }
            : BigQueryType.Timestamp;

    private static JsonArray WriteFields(IReadOnlyList<BigQueryField> fields) => new([.. fields.Select(WriteField)]);

    private static JsonObject WriteField(BigQueryField field)
    {
        ArgumentNullException.ThrowIfNull(field);
        BigQueryType type = field.Type.Kind == BigQueryTypeKind.Array ? field.Type.Element! : field.Type;
        JsonObject json = new() { ["name"] = field.Name, ["type"] = type.Name };
        Add(json, "mode", field.Type.Kind == BigQueryTypeKind.Array ? "REPEATED" : field.IsRequired ? "REQUIRED" : "NULLABLE");
        Add(json, "description", field.Description);
        Add(json, "maxLength", field.MaxLength?.ToString(CultureInfo.InvariantCulture));
        Add(json, "precision", field.Precision?.ToString(CultureInfo.InvariantCulture));
        Add(json, "scale", field.Scale?.ToString(CultureInfo.InvariantCulture));
        Add(json, "defaultValueExpression", field.DefaultValueExpression);
        Add(json, "collation", field.Collation);
        if (type.Kind == BigQueryTypeKind.Struct)
        {
            json["fields"] = WriteFields(type.Fields);
        }
        else if (type.Kind == BigQueryTypeKind.Range)
        {
            json["rangeElementType"] = new JsonObject { ["type"] = type.Element!.Name };
        }

        return json;
    }

    private static void Add(JsonObject json, string name, string? value)
    {
        if (value is not null)
        {
            json[name] = value;
        }
    }

    private static string? Text(JsonElement json, string name) =>
        json.TryGetProperty(name, out JsonElement value) && value.ValueKind == JsonValueKind.String ? value.GetString() : null;

    private static long? Number(JsonElement json, string name) =>
        long.TryParse(Text(json, name), NumberStyles.None, CultureInfo.InvariantCulture, out long number) ? number : null;
}
