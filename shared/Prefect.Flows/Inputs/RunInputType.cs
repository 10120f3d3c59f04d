using System.Collections.Concurrent;
using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>
/// How a type is sent to runs: an object with its members, or, for a single value, an object with the member <c>value</c>. Names are
/// those that Python gives, so that runs of both can talk to each other.
/// </summary>
internal sealed class RunInputType
{
    private const string ValueName = "value";
    private static readonly ConcurrentDictionary<Type, RunInputType> s_types = new();

    private static readonly Dictionary<Type, string> s_pythonNames = new()
    {
        [typeof(string)] = "str", [typeof(char)] = "str", [typeof(bool)] = "bool", [typeof(double)] = "float", [typeof(float)] = "float", [typeof(Half)] = "float",
        [typeof(decimal)] = "decimal", [typeof(DateTime)] = "datetime", [typeof(DateTimeOffset)] = "datetime", [typeof(DateOnly)] = "date", [typeof(TimeOnly)] = "time",
        [typeof(TimeSpan)] = "timedelta", [typeof(Guid)] = "uuid", [typeof(byte[])] = "bytes", [typeof(object)] = "any",
    };

    private readonly Type _type;
    private readonly DataShape? _shape;

    private RunInputType(Type type)
    {
        _type = type;
        _shape = DataShape.Of(type);
        Name = typeof(RunInput).IsAssignableFrom(type) ? Plain(type) : _shape is not null ? Plain(type) + "RunInput" : PythonName(type) + "AutomaticRunInput";
    }

    /// <summary>Name of the type among inputs.</summary>
    public string Name { get; }

    /// <summary>How the keys of inputs that are sent begin.</summary>
    public string Prefix => Name.ToLowerInvariant() + "-auto";

    /// <exception cref="ArgumentException">The type can hold no input.</exception>
    public static RunInputType Of(Type type) => s_types.GetOrAdd(type, static type =>
        type.IsAbstract && typeof(RunInput).IsAssignableFrom(type)
            ? throw new ArgumentException($"{type.Name} is abstract: name the record that is sent.", nameof(type))
            : new RunInputType(type));

    /// <summary>The JSON schema of what is sent.</summary>
    /// <param name="initial">Values that stand in for members that are not sent.</param>
    /// <exception cref="ArgumentException">There is no such member.</exception>
    public JsonObject Schema(IReadOnlyDictionary<string, object?> initial)
    {
        ValueSchema types = new("$defs");
        JsonObject schema = _shape is not null ? types.OfMembers(_shape, Name) : OfValue(types);
        JsonObject properties = schema["properties"]!.AsObject();
        foreach ((string name, object? value) in initial)
        {
            string wire = properties.Select(property => property.Key).FirstOrDefault(known => MemberNames.AreSame(known, name))
                ?? throw new ArgumentException($"{_type.Name} has no member '{name}': it has {string.Join(", ", properties.Select(property => property.Key))}.", nameof(initial));
            properties[wire]!["default"] = ParameterWriter.ToJson(value);
            Remove(schema, wire);
        }

        schema["additionalProperties"] = false;
        if (types.Definitions.Count > 0)
        {
            schema["$defs"] = types.Definitions;
        }

        return schema;
    }

    /// <summary>The JSON of an input.</summary>
    public JsonNode? Write(object? value) => _shape is null ? new JsonObject { [ValueName] = ParameterWriter.ToJson(value) } : ParameterWriter.ToJson(value);

    /// <summary>Reads an input.</summary>
    /// <exception cref="RunInputException">It does not fit the type.</exception>
    public object? Read(string json, IReadOnlyDictionary<string, object?> initial)
    {
        try
        {
            if (JsonPlain.Of(JsonElement.Parse(json)) is not Dictionary<string, object?> members)
            {
                throw new RunInputException($"An input of type {Name} is an object, and this is none.");
            }

            foreach ((string name, object? value) in initial)
            {
                if (!members.Keys.Any(known => MemberNames.AreSame(known, name)))
                {
                    members[name] = value;
                }
            }

            ValueBinder binder = new() { RefusesUnknown = true };
            return _shape is not null ? binder.Bind(members, new ValueSlot(_type), "") : Value(binder, members);
        }
        catch (BindFailureException failure)
        {
            throw new RunInputException($"The input does not fit {Name}: {failure.Message}. Send it again.", failure);
        }
        catch (Exception exception) when (exception is JsonException or FormatException)
        {
            throw new RunInputException($"The input of type {Name} is no JSON that can be read: {exception.Message}", exception);
        }
    }

    private object? Value(ValueBinder binder, Dictionary<string, object?> members) =>
        members.Count == 1 && members.TryGetValue(ValueName, out object? value)
            ? binder.Bind(value, new ValueSlot(_type), ValueName)
            : throw new BindFailureException(ValueName, "the only member", members.Count == 0 ? "nothing" : "others too");

    private JsonObject OfValue(ValueSchema types)
    {
        JsonObject value = types.Of(new ValueSlot(_type));
        if (!value.ContainsKey("$ref"))
        {
            value["title"] = ValueSchema.Title(ValueName);
        }

        return new JsonObject { ["properties"] = new JsonObject { [ValueName] = value }, ["required"] = new JsonArray(ValueName), ["title"] = Name, ["type"] = "object" };
    }

    private static void Remove(JsonObject schema, string name)
    {
        if (schema["required"] is not JsonArray required)
        {
            return;
        }

        JsonArray rest = new([.. required.Where(known => known!.ToString() != name).Select(known => known!.DeepClone())]);
        schema.Remove("required");
        if (rest.Count > 0)
        {
            schema["required"] = rest;
        }
    }

    private static string Plain(Type type) => type.Name.Split('`')[0];

    private static string PythonName(Type declared)
    {
        Type type = Nullable.GetUnderlyingType(declared) ?? declared;
        return s_pythonNames.TryGetValue(type, out string? name) ? name
            : ValueWords.IsWhole(type) ? "int"
            : typeof(Block).IsAssignableFrom(type) || type.IsEnum ? type.Name
            : CollectionTypes.KeyAndValue(type) is not null || type == typeof(JsonObject) ? "dict"
            : type.IsGenericType && type.Name.Contains("Set", StringComparison.Ordinal) ? "set"
            : typeof(System.Runtime.CompilerServices.ITuple).IsAssignableFrom(type) ? "tuple"
            : CollectionTypes.Item(type) is not null || type == typeof(JsonArray) ? "list"
            : Plain(type);
    }
}
