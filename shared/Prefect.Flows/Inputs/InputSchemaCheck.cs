using System.Text.Json;
using Prefect.Schema;

namespace Prefect.Flows;

/// <summary>Checks JSON against a JSON schema. What it finds names places and kinds, never values.</summary>
internal sealed class InputSchemaCheck
{
    private const int Deepest = 64;
    private readonly JsonElement _root;
    private readonly List<string> _problems = [];

    private InputSchemaCheck(JsonElement root) => _root = root;

    public static IReadOnlyList<string> Find(JsonElement schema, JsonElement value)
    {
        InputSchemaCheck check = new(schema);
        check.Value(value, schema, "", 0);
        return check._problems;
    }

    private void Value(JsonElement value, JsonElement schema, string path, int depth)
    {
        if (schema.ValueKind != JsonValueKind.Object)
        {
            return;
        }

        if (depth > Deepest)
        {
            Report(path, "nested less deep", value);
        }
        else if (Get(schema, "$ref") is { ValueKind: JsonValueKind.String } reference)
        {
            if (Resolve(reference.GetString()!) is { } definition)
            {
                Value(value, definition, path, depth + 1);
            }
        }
        else if ((Get(schema, "anyOf") ?? Get(schema, "oneOf")) is { ValueKind: JsonValueKind.Array } choices)
        {
            if (!choices.EnumerateArray().Any(choice => Fits(value, choice, depth + 1)))
            {
                Report(path, string.Join(" or ", choices.EnumerateArray().Select(Name)), value);
            }
        }
        else
        {
            Plain(value, schema, path, depth);
        }
    }

    private void Plain(JsonElement value, JsonElement schema, string path, int depth)
    {
        if (Get(schema, "type") is { ValueKind: JsonValueKind.String } type && !SchemaTypes.Is(value, type.GetString()!))
        {
            Report(path, SchemaTypes.Words(type.GetString()!), value);
            return;
        }

        if (Get(schema, "enum") is { ValueKind: JsonValueKind.Array } names && !names.EnumerateArray().Any(name => JsonElement.DeepEquals(name, value)))
        {
            Report(path, "one of " + string.Join(", ", names.EnumerateArray().Select(name => name.ToString())), value);
            return;
        }

        if (value.ValueKind == JsonValueKind.Object)
        {
            Members(value, schema, path, depth);
        }
        else if (value.ValueKind == JsonValueKind.Array)
        {
            Items(value, schema, path, depth);
        }
    }

    private void Members(JsonElement value, JsonElement schema, string path, int depth)
    {
        JsonElement? properties = Get(schema, "properties");
        JsonElement? others = Get(schema, "additionalProperties");
        foreach (JsonProperty member in value.EnumerateObject())
        {
            string place = Join(path, member.Name);
            if (properties is { ValueKind: JsonValueKind.Object } known && known.TryGetProperty(member.Name, out JsonElement property))
            {
                Value(member.Value, property, place, depth + 1);
            }
            else if (others is { ValueKind: JsonValueKind.False })
            {
                _problems.Add($"'{place}' is no member: there are {string.Join(", ", properties?.EnumerateObject().Select(property => property.Name) ?? [])}");
            }
            else if (others is { } other)
            {
                Value(member.Value, other, place, depth + 1);
            }
        }

        if (Get(schema, "required") is { ValueKind: JsonValueKind.Array } required)
        {
            _problems.AddRange(required.EnumerateArray().Select(name => name.GetString()!).Where(name => !value.TryGetProperty(name, out _)).Select(name => $"'{Join(path, name)}' is missing"));
        }
    }

    private void Items(JsonElement value, JsonElement schema, string path, int depth)
    {
        int length = value.GetArrayLength();
        int least = Get(schema, "minItems")?.GetInt32() ?? 0;
        int most = Get(schema, "maxItems")?.GetInt32() ?? int.MaxValue;
        if (length < least || length > most)
        {
            _problems.Add($"'{(path.Length == 0 ? "(the input)" : path)}' should have {(least == most ? $"{least}" : least > length ? $"{least} or more" : $"at most {most}")} items but has {length}");
            return;
        }

        JsonElement[] first = Get(schema, "prefixItems") is { ValueKind: JsonValueKind.Array } prefix ? [.. prefix.EnumerateArray()] : [];
        int index = 0;
        foreach (JsonElement item in value.EnumerateArray())
        {
            JsonElement? expected = index < first.Length ? first[index] : Get(schema, "items");
            if (expected is { } inner)
            {
                Value(item, inner, $"{path}[{index}]", depth + 1);
            }

            index++;
        }
    }

    private bool Fits(JsonElement value, JsonElement schema, int depth)
    {
        int before = _problems.Count;
        Value(value, schema, "", depth);
        bool fits = _problems.Count == before;
        _problems.RemoveRange(before, _problems.Count - before);
        return fits;
    }

    private JsonElement? Resolve(string reference)
    {
        JsonElement? at = _root;
        foreach (string step in reference.TrimStart('#').Split('/', StringSplitOptions.RemoveEmptyEntries))
        {
            at = at is { } here ? Get(here, step) : null;
        }

        return at;
    }

    private static string Name(JsonElement schema) =>
        Get(schema, "$ref") is { } reference ? "a " + reference.ToString().Split('/')[^1]
        : Get(schema, "type") is { ValueKind: JsonValueKind.String } type ? SchemaTypes.Words(type.GetString()!)
        : "another value";

    private void Report(string path, string expected, JsonElement value) => _problems.Add($"'{(path.Length == 0 ? "(the input)" : path)}' should be {expected} but is {SchemaTypes.KindOf(value)}");

    private static JsonElement? Get(JsonElement schema, string name) =>
        schema.ValueKind == JsonValueKind.Object && schema.TryGetProperty(name, out JsonElement value) ? value : null;

    private static string Join(string path, string name) => path.Length == 0 ? name : $"{path}.{name}";
}
