using System.Runtime.InteropServices;
using System.Text.Json;
using Prefect.Schema;

namespace Prefect.Blocks;

/// <summary>Checks untyped data against the schema of a block type. Problems name places and kinds, never values.</summary>
internal sealed partial class SchemaCheck
{
    private static readonly string[] s_metadata =
        ["block_type_slug", "_block_document_id", "_block_document_name", "_is_anonymous"];

    private readonly JsonElement _root;
    private readonly List<BlockFieldProblem> _problems = [];

    private SchemaCheck(JsonElement root) => _root = root;

    public static bool IsMetadata(string field) => s_metadata.Contains(field);

    /// <summary>Gives what does not fit; nothing when all does.</summary>
    /// <param name="type">The type.</param>
    /// <param name="data">The data.</param>
    /// <param name="stored">The document that the data is laid over; what it has need not be there again.</param>
    public static IReadOnlyList<BlockFieldProblem> Find(BlockTypeManifest type, JsonElement data, BlockDocument? stored)
    {
        if (data.ValueKind != JsonValueKind.Object)
        {
            return [new BlockFieldProblem("(the document)", "a JSON object", SchemaTypes.KindOf(data))];
        }

        if (HalfPairs.AreIn(JsonMarshal.GetRawUtf8Value(data)))
        {
            return [new BlockFieldProblem("(the document)", "Unicode text", "half of a surrogate pair")];
        }

        SchemaCheck check = new(type.Schema.Fields);
        check.Slug(type.Slug, data, "");
        check.Members(data, type.Schema.Fields, "", 0, stored);
        foreach (string path in new SecretPaths(type.Schema.SecretFields).FindMasks(data))
        {
            check.Report(path, "the secret itself", "a mask");
        }

        return check._problems;
    }

    private void Report(string path, string expected, string found) => _problems.Add(new BlockFieldProblem(path, expected, found));

    private void Slug(string expected, JsonElement data, string path)
    {
        if (data.TryGetProperty("block_type_slug", out JsonElement slug)
            && !(slug.ValueKind == JsonValueKind.String && slug.ValueEquals(expected)))
        {
            Report(Join(path, "block_type_slug"), $"'{expected}'", "another slug");
        }
    }

    private void Members(JsonElement data, JsonElement schema, string path, int depth, BlockDocument? stored)
    {
        bool hasProperties = schema.TryGetProperty("properties", out JsonElement properties) && properties.ValueKind == JsonValueKind.Object;
        bool hasOthers = schema.TryGetProperty("additionalProperties", out JsonElement others)
            && others.ValueKind is not JsonValueKind.False;
        foreach (JsonProperty member in data.EnumerateObject())
        {
            string place = Join(path, member.Name);
            if (hasProperties && properties.TryGetProperty(member.Name, out JsonElement property))
            {
                Field(member.Value, property, place, depth);
            }
            else if (hasOthers)
            {
                Value(member.Value, others, place, depth + 1);
            }
            else if (hasProperties && !IsMetadata(member.Name))
            {
                string known = string.Join(", ", properties.EnumerateObject().Select(field => field.Name));
                Report(place, known.Length == 0 ? "left out: the type has no fields" : $"one of the fields {known}", "no field of the type");
            }
        }

        Required(data, schema, path, stored);
    }

    private void Field(JsonElement value, JsonElement schema, string path, int depth)
    {
        // A field of the document itself may refer to a saved block; the store sees whether there is one.
        if (depth == 0 && value.ValueKind == JsonValueKind.Object && value.TryGetProperty("$ref", out JsonElement reference)
            && reference.ValueKind == JsonValueKind.Object && reference.TryGetProperty("block_document_id", out JsonElement id))
        {
            if (id.ValueKind != JsonValueKind.String || !id.TryGetGuid(out _))
            {
                Report(path, "a reference with the id of a block document", "a reference without one");
            }

            return;
        }

        Value(value, schema, path, depth + 1);
    }

    private void Required(JsonElement data, JsonElement schema, string path, BlockDocument? stored)
    {
        if (!schema.TryGetProperty("required", out JsonElement required) || required.ValueKind != JsonValueKind.Array)
        {
            return;
        }

        JsonElement? before = stored is null ? null : JsonElement.Parse(stored.Data.Span);
        foreach (JsonElement name in required.EnumerateArray())
        {
            string field = name.GetString() ?? "";
            if (!data.TryGetProperty(field, out _) && before?.TryGetProperty(field, out _) is not true)
            {
                Report(Join(path, field), "there", "missing");
            }
        }
    }

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
