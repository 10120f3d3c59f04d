using System.Collections;
using System.Globalization;
using System.Runtime.CompilerServices;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Describes types as JSON schemas, in the shapes that Prefect's servers and pages know.</summary>
internal sealed class ValueSchema(string definitionsName)
{
    private const string DecimalPattern = @"^(?!^[-+.]*$)[+-]?0*\d*\.?\d*$";
    private readonly Dictionary<Type, string> _names = [];
    private readonly JsonObject _definitions = [];

    /// <summary>The types that the schemas written so far refer to, by name.</summary>
    public JsonObject Definitions => _definitions;

    public JsonObject Of(ValueSlot slot)
    {
        JsonObject schema = OfBare(slot);
        return slot.IsDeclaredNullable && schema.Count > 0
            ? new JsonObject { ["anyOf"] = new JsonArray(schema, Simple("null")) }
            : schema;
    }

    /// <summary>Describes the members of a type.</summary>
    public JsonObject OfMembers(DataShape shape, string title)
    {
        JsonObject properties = [];
        JsonArray required = [];
        foreach (DataMember member in shape.Members)
        {
            JsonObject property = Of(member.Slot);
            if (!property.ContainsKey("$ref"))
            {
                property["title"] = Title(member.WireName);
            }

            if (member.HasDefault)
            {
                property["default"] = ParameterWriter.ToJson(member.Default);
            }

            if (member.Description is { } description)
            {
                property["description"] = description;
            }

            properties[member.WireName] = property;
            if (member.IsRequired)
            {
                required.Add((JsonNode)member.WireName);
            }
        }

        JsonObject schema = new() { ["properties"] = properties, ["title"] = title, ["type"] = "object" };
        if (required.Count > 0)
        {
            schema["required"] = required;
        }

        return schema;
    }

    /// <summary>Gives a name as a heading: <c>user_name</c> becomes <c>User Name</c>.</summary>
    public static string Title(string name) => CultureInfo.InvariantCulture.TextInfo.ToTitleCase(name.Replace('_', ' '));

    private JsonObject OfBare(ValueSlot slot)
    {
        Type type = slot.Bare;
        if (OfScalar(type) is { } scalar)
        {
            return scalar;
        }

        if (type.IsEnum)
        {
            return Reference(type, () => new JsonObject
            {
                ["enum"] = new JsonArray([.. EnumNames.Of(type).Select(name => (JsonNode)name)]), ["title"] = type.Name, ["type"] = "string",
            });
        }

        return OfCompound(slot, type);
    }

    private JsonObject OfCompound(ValueSlot slot, Type type)
    {
        if (type.IsGenericType && (type.GetGenericTypeDefinition() == typeof(OneOf<,>) || type.GetGenericTypeDefinition() == typeof(OneOf<,,>)))
        {
            return new JsonObject { ["anyOf"] = new JsonArray([.. type.GetGenericArguments().Select((member, index) => (JsonNode)Of(slot.Inner(member, index)))]) };
        }

        if (typeof(ITuple).IsAssignableFrom(type) && type.IsValueType && type.IsGenericType)
        {
            Type[] items = type.GetGenericArguments();
            return new JsonObject
            {
                ["maxItems"] = items.Length, ["minItems"] = items.Length,
                ["prefixItems"] = new JsonArray([.. items.Select((item, index) => (JsonNode)Of(slot.Inner(item, index)))]), ["type"] = "array",
            };
        }

        if (typeof(Block).IsAssignableFrom(type))
        {
            return BlockRegistry.Types.FirstOrDefault(known => known.ClrType == type) is { } block ? Reference(type, () => OfBlock(block)) : [];
        }

        if (CollectionTypes.KeyAndValue(type) is not null || typeof(IDictionary).IsAssignableFrom(type))
        {
            return Simple("object");
        }

        if (CollectionTypes.Item(type) is { } inner)
        {
            bool isSet = type.IsGenericType && type.Name.Contains("Set", StringComparison.Ordinal);
            JsonObject list = new() { ["items"] = Of(slot.Inner(inner, 0)), ["type"] = "array" };
            if (isSet)
            {
                list["uniqueItems"] = true;
            }

            return list;
        }

        return DataShape.Of(type) is { } shape ? Reference(type, () => OfMembers(shape, type.Name)) : [];
    }

    private static JsonObject? OfScalar(Type type) => type switch
    {
        _ when type == typeof(string) || type == typeof(char) => Simple("string"),
        _ when type == typeof(bool) => Simple("boolean"),
        _ when ValueWords.IsWhole(type) => Simple("integer"),
        _ when type == typeof(double) || type == typeof(float) || type == typeof(Half) => Simple("number"),
        _ when type == typeof(decimal) => new JsonObject { ["anyOf"] = new JsonArray(Simple("number"), new JsonObject { ["pattern"] = DecimalPattern, ["type"] = "string" }) },
        _ when type == typeof(DateTime) || type == typeof(DateTimeOffset) => Formatted("date-time"),
        _ when type == typeof(DateOnly) => Formatted("date"),
        _ when type == typeof(TimeOnly) => Formatted("time"),
        _ when type == typeof(TimeSpan) => Formatted("duration"),
        _ when type == typeof(Guid) => Formatted("uuid"),
        _ when type == typeof(Uri) => new JsonObject { ["format"] = "uri", ["minLength"] = 1, ["type"] = "string" },
        _ when type == typeof(byte[]) => Formatted("binary"),
        _ when type == typeof(SecretString) || type == typeof(SecretBytes) => new JsonObject { ["format"] = "password", ["type"] = "string", ["writeOnly"] = true },
        _ when type == typeof(SecretDictionary) || type == typeof(JsonObject) => Simple("object"),
        _ when type == typeof(JsonArray) => new JsonObject { ["items"] = new JsonObject(), ["type"] = "array" },
        _ when type == typeof(object) || type == typeof(SecretJson) || type == typeof(JsonElement) || type == typeof(JsonDocument) || typeof(JsonNode).IsAssignableFrom(type) => [],
        _ => null,
    };

    /// <summary>Takes the schema of a block from its manifest; what that refers to moves beside it.</summary>
    private JsonObject OfBlock(BlockType block)
    {
        JsonObject schema = JsonNode.Parse(block.Manifest.Schema.Fields.GetRawText().Replace("#/definitions/", $"#/{definitionsName}/", StringComparison.Ordinal))!.AsObject();
        if (schema["definitions"] is JsonObject inner)
        {
            schema.Remove("definitions");
            foreach ((string name, JsonNode? definition) in inner.ToList())
            {
                _definitions[name] ??= definition?.DeepClone();
            }
        }

        return schema;
    }

    private JsonObject Reference(Type type, Func<JsonObject> define)
    {
        if (!_names.TryGetValue(type, out string? name))
        {
            // Types of one name are told apart by their namespaces.
            name = _names.ContainsValue(type.Name) || _definitions.ContainsKey(type.Name) ? (type.FullName ?? type.Name).Replace('.', '_').Replace('+', '_') : TypeNames.Of(type);
            _names.Add(type, name);
            _definitions[name] = null;
            _definitions[name] = define();
        }

        return new JsonObject { ["$ref"] = $"#/{definitionsName}/{name}" };
    }

    private static JsonObject Simple(string type) => new() { ["type"] = type };

    private static JsonObject Formatted(string format) => new() { ["format"] = format, ["type"] = "string" };
}
