using System.Text.Json;
using Prefect.Schema;

namespace Prefect.Blocks;

internal sealed partial class SchemaCheck
{
    private void Value(JsonElement value, JsonElement schema, string path, int depth)
    {
        if (depth > BlockReadSession.MaximumDepth)
        {
            Report(path, $"nested at most {BlockReadSession.MaximumDepth} deep", "nested deeper");
            return;
        }

        // A schema may be "true", which fits everything.
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (schema.TryGetProperty("$ref", out JsonElement reference))
        {
            if (Definition(reference) is { } definition)
            {
                Value(value, definition, path, depth + 1);
            }

            return;
        }

        if (schema.TryGetProperty("allOf", out JsonElement all) && all.ValueKind == JsonValueKind.Array)
        {
            foreach (JsonElement part in all.EnumerateArray())
            {
                Value(value, part, path, depth + 1);
            }
        }

        if (schema.TryGetProperty("anyOf", out JsonElement any) || schema.TryGetProperty("oneOf", out any))
        {
            Union(value, [.. any.EnumerateArray()], path, depth);
        }

        Choice(value, schema, path);
        if (Typed(value, schema, path))
        {
            Content(value, schema, path, depth);
        }
    }

    /// <summary>Fits when one member of the union does. Else the problems of the member that was meant are told, if that is plain.</summary>
    private void Union(JsonElement value, IReadOnlyList<JsonElement> members, string path, int depth)
    {
        JsonElement? meant = null;
        int candidates = 0;
        foreach (JsonElement member in members)
        {
            SchemaCheck trial = new(_root);
            trial.Value(value, member, path, depth + 1);
            if (trial._problems.Count == 0)
            {
                return;
            }

            if (trial._problems.TrueForAll(problem => !string.Equals(problem.Path, path, StringComparison.Ordinal)))
            {
                meant = member;
                candidates++;
            }
        }

        if (candidates == 1)
        {
            Value(value, meant!.Value, path, depth + 1);
            return;
        }

        Report(path, $"one of: {string.Join(", ", members.Select(Name).Distinct(StringComparer.Ordinal))}", SchemaTypes.KindOf(value));
    }

    private void Choice(JsonElement value, JsonElement schema, string path)
    {
        if (schema.TryGetProperty("const", out JsonElement constant) && !JsonElement.DeepEquals(value, constant))
        {
            Report(path, constant.GetRawText(), "something else");
        }

        if (schema.TryGetProperty("enum", out JsonElement choices) && choices.ValueKind == JsonValueKind.Array
            && !choices.EnumerateArray().Any(choice => JsonElement.DeepEquals(value, choice)))
        {
            Report(path, $"one of {string.Join(", ", choices.EnumerateArray().Select(choice => choice.GetRawText()))}", "something else");
        }
    }

    /// <summary>Whether the value is of the schema's type; one without a type takes all.</summary>
    private bool Typed(JsonElement value, JsonElement schema, string path)
    {
        if (!schema.TryGetProperty("type", out JsonElement type))
        {
            return true;
        }

        IReadOnlyList<string> names = type.ValueKind == JsonValueKind.Array
            ? [.. type.EnumerateArray().Select(name => name.GetString() ?? "")]
            : [type.GetString() ?? ""];
        if (names.Any(name => SchemaTypes.Is(value, name)))
        {
            return true;
        }

        Report(path, string.Join(" or ", names.Select(SchemaTypes.Words)), SchemaTypes.KindOf(value));
        return false;
    }

    private void Content(JsonElement value, JsonElement schema, string path, int depth)
    {
        switch (value.ValueKind)
        {
            case JsonValueKind.Object:
                if (schema.TryGetProperty("block_type_slug", out JsonElement slug) && slug.ValueKind == JsonValueKind.String)
                {
                    Slug(slug.GetString()!, value, path);
                }

                Members(value, schema, path, depth, stored: null);
                break;
            case JsonValueKind.Array when schema.TryGetProperty("items", out JsonElement items):
                int index = 0;
                foreach (JsonElement item in value.EnumerateArray())
                {
                    Value(item, items, Join(path, $"{index++}"), depth + 1);
                }

                break;
            case JsonValueKind.Number:
                Range(value, schema, path);
                break;
        }
    }

    private void Range(JsonElement value, JsonElement schema, string path)
    {
        double number = value.GetDouble();
        Limit("minimum", limit => number >= limit, "at least");
        Limit("maximum", limit => number <= limit, "at most");
        Limit("exclusiveMinimum", limit => number > limit, "more than");
        Limit("exclusiveMaximum", limit => number < limit, "less than");

        void Limit(string keyword, Func<double, bool> fits, string words)
        {
            if (schema.TryGetProperty(keyword, out JsonElement limit) && limit.ValueKind == JsonValueKind.Number && !fits(limit.GetDouble()))
            {
                Report(path, $"{words} {limit.GetRawText()}", "a number outside that");
            }
        }
    }

    private JsonElement? Definition(JsonElement reference)
    {
        string[] steps = (reference.ValueKind == JsonValueKind.String ? reference.GetString()! : "").Split('/');
        return steps is ["#", "definitions" or "$defs", var name]
            && _root.TryGetProperty(steps[1], out JsonElement definitions)
            && definitions.ValueKind == JsonValueKind.Object
            && definitions.TryGetProperty(name, out JsonElement definition)
            ? definition
            : null;
    }

    private string Name(JsonElement schema) => schema switch
    {
        { ValueKind: JsonValueKind.Object } when schema.TryGetProperty("$ref", out JsonElement reference)
            && Definition(reference) is not null => $"a {reference.GetString()!.Split('/')[^1]}",
        { ValueKind: JsonValueKind.Object } when schema.TryGetProperty("type", out JsonElement type)
            && type.ValueKind == JsonValueKind.String => SchemaTypes.Words(type.GetString()!),
        _ => "another value",
    };
}
