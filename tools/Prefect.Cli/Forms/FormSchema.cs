using System.Text.Json;

namespace Prefect.Cli;

/// <summary>Reads from a block type's schema what a form has to ask for.</summary>
internal sealed class FormSchema(JsonElement root)
{
    private const string DefinitionPrefix = "#/definitions/";

    /// <summary>Gives the fields of the block, or of a model or block inside it.</summary>
    public List<FormField> Fields(JsonElement schema)
    {
        List<FormField> fields = [];
        if (!TryObject(schema, "properties", out JsonElement properties))
        {
            return fields;
        }

        HashSet<string> required = Texts(schema, "required");
        HashSet<string> secrets = Texts(schema, "secret_fields");
        foreach (JsonProperty property in properties.EnumerateObject())
        {
            fields.Add(Read(property, required.Contains(property.Name), secrets));
        }

        return fields;
    }

    private FormField Read(JsonProperty property, bool isRequired, HashSet<string> secrets)
    {
        JsonElement schema = property.Value;
        List<JsonElement> alternatives = Alternatives(schema);
        List<FormPart> parts = Blocks(alternatives);
        FieldKind kind = parts.Count > 0 && parts.Count == alternatives.Count ? FieldKind.Block : KindOf(alternatives);
        if (kind == FieldKind.Model)
        {
            parts = [new FormPart(null, alternatives[0])];
        }

        List<string> choices = kind == FieldKind.Choice ? [.. Texts(alternatives[0], "enum")] : [];
        return new FormField
        {
            Name = property.Name,
            Kind = kind,
            Expected = Describe(kind, alternatives, parts, choices),
            IsRequired = isRequired,
            IsSecret = kind is not (FieldKind.Block or FieldKind.Model) && IsSecret(property.Name, schema, alternatives, secrets),
            Description = Text(schema, "description"),
            Default = Member(schema, "default"),
            Choices = choices,
            Parts = parts,
        };
    }

    /// <summary>Gives what a field may be, null left out and references followed.</summary>
    private List<JsonElement> Alternatives(JsonElement schema)
    {
        List<JsonElement> found = [];
        foreach (string union in (ReadOnlySpan<string>)["anyOf", "oneOf", "allOf"])
        {
            if (Member(schema, union) is { ValueKind: JsonValueKind.Array } list)
            {
                foreach (JsonElement item in list.EnumerateArray())
                {
                    JsonElement followed = Follow(item);
                    if (Text(followed, "type") is not "null")
                    {
                        found.Add(followed);
                    }
                }
            }
        }

        return found.Count > 0 ? found : [Follow(schema)];
    }

    private JsonElement Follow(JsonElement schema)
    {
        for (int depth = 0; depth < 10 && Text(schema, "$ref") is { } reference; depth++)
        {
            if (!reference.StartsWith(DefinitionPrefix, StringComparison.Ordinal)
                || !TryObject(root, "definitions", out JsonElement definitions)
                || !definitions.TryGetProperty(reference[DefinitionPrefix.Length..], out schema))
            {
                return default;
            }
        }

        return schema;
    }

    private static List<FormPart> Blocks(List<JsonElement> alternatives)
    {
        List<FormPart> blocks = [];
        foreach (JsonElement alternative in alternatives)
        {
            if (Text(alternative, "block_type_slug") is { } slug)
            {
                blocks.Add(new FormPart(slug, alternative));
            }
        }

        return blocks;
    }

    private static FieldKind KindOf(List<JsonElement> alternatives)
    {
        if (alternatives.Count > 1)
        {
            bool hasText = alternatives.Exists(static one => Text(one, "type") is "string");
            return hasText && alternatives.TrueForAll(static one => Text(one, "type") is "string") ? FieldKind.Text : FieldKind.Json;
        }

        JsonElement only = alternatives[0];
        if (Member(only, "enum").ValueKind == JsonValueKind.Array && Text(only, "type") is "string" or null && Texts(only, "enum").Count > 0)
        {
            return FieldKind.Choice;
        }

        return Text(only, "type") switch
        {
            "string" => FieldKind.Text,
            "integer" => FieldKind.WholeNumber,
            "number" => FieldKind.Number,
            "boolean" => FieldKind.Boolean,
            "array" when Text(Member(only, "items"), "type") is "string" => FieldKind.TextList,
            "object" when TryObject(only, "properties", out _) => FieldKind.Model,
            _ => FieldKind.Json,
        };
    }

    private static bool IsSecret(string name, JsonElement schema, List<JsonElement> alternatives, HashSet<string> secrets)
    {
        if (Text(schema, "format") is "password" || alternatives.Exists(static one => Text(one, "format") is "password"))
        {
            return true;
        }

        foreach (string path in secrets)
        {
            if (path == name || path.StartsWith(name + ".", StringComparison.Ordinal))
            {
                return true;
            }
        }

        return false;
    }

    private static string Describe(FieldKind kind, List<JsonElement> alternatives, List<FormPart> parts, List<string> choices) => kind switch
    {
        FieldKind.Text => Text(alternatives[0], "format") switch
        {
            "date-time" => "date and time, as in 2026-11-20T08:00:00Z",
            "date" => "date, as in 2026-11-20",
            "duration" => "duration, as in PT15M",
            "uuid" => "id",
            "uri" => "address",
            "path" or "file-path" or "directory-path" => "path",
            _ => "text",
        },
        FieldKind.WholeNumber => "whole number",
        FieldKind.Number => "number",
        FieldKind.Boolean => "yes or no",
        FieldKind.Choice => "one of " + string.Join(", ", choices),
        FieldKind.TextList => "texts, with commas between",
        FieldKind.Block => "block: " + string.Join(" or ", parts.ConvertAll(static part => part.Slug)),
        FieldKind.Model => "group of fields",
        _ => "JSON, or plain text",
    };

    private static JsonElement Member(JsonElement element, string name) =>
        element.ValueKind == JsonValueKind.Object && element.TryGetProperty(name, out JsonElement value) ? value : default;

    private static string? Text(JsonElement element, string name) =>
        Member(element, name) is { ValueKind: JsonValueKind.String } text ? text.GetString() : null;

    private static bool TryObject(JsonElement element, string name, out JsonElement value)
    {
        value = Member(element, name);
        return value.ValueKind == JsonValueKind.Object;
    }

    private static HashSet<string> Texts(JsonElement element, string name)
    {
        HashSet<string> texts = new(StringComparer.Ordinal);
        if (Member(element, name) is { ValueKind: JsonValueKind.Array } list)
        {
            foreach (JsonElement item in list.EnumerateArray())
            {
                if (item.ValueKind == JsonValueKind.String)
                {
                    texts.Add(item.GetString()!);
                }
            }
        }

        return texts;
    }
}
