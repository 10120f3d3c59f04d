using System.Collections;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Turns values that came as JSON, or of types that are near, into values of the types that code declares.</summary>
internal sealed partial class ValueBinder
{
    private const int Deepest = 100;
    private int _depth;

    /// <summary>Whether a text is not read as a number, a number not as a truth, and so on: each kind of JSON only stands for itself.</summary>
    public bool IsExact { get; set; }

    /// <summary>Whether members that a type has not are refused.</summary>
    public bool RefusesUnknown { get; init; }

    /// <exception cref="BindFailureException">The value does not fit.</exception>
    public object? Bind(object? value, ValueSlot slot, string path)
    {
        if (++_depth > Deepest)
        {
            throw new BindFailureException(path, "nested less deep", "a value inside a value, over a hundred times");
        }

        try
        {
            return BindPlain(Plain(value, path), slot, path);
        }
        finally
        {
            _depth--;
        }
    }

    private object? BindPlain(object? value, ValueSlot slot, string path)
    {
        Type type = slot.Bare;
        if (value is null)
        {
            return slot.AllowsNull || typeof(JsonNode).IsAssignableFrom(type) || type == typeof(JsonElement)
                ? type == typeof(JsonElement) && Nullable.GetUnderlyingType(slot.Type) is null ? JsonElement.Parse("null"u8) : null
                : throw Fail(path, ValueWords.Of(type), value);
        }

        if (type == typeof(object))
        {
            return Free(value);
        }

        if (typeof(JsonNode).IsAssignableFrom(type) || type == typeof(JsonElement) || type == typeof(JsonDocument))
        {
            return Json(value, type, path);
        }

        if (type.IsInstanceOfType(value) && value is not (List<object?> or Dictionary<string, object?>))
        {
            return value;
        }

        return TryScalar(value, type, path, out object? scalar) ? scalar
            : type.IsEnum ? Enumeration(value, type, path)
            : IsOneOf(type) ? Union(value, slot, path)
            : TryCollection(value, slot, path, out object? collection) ? collection
            : Compound(value, slot, path);
    }

    private object? Compound(object value, ValueSlot slot, string path)
    {
        Type type = slot.Bare;
        if (typeof(Block).IsAssignableFrom(type))
        {
            return InlineBlock(value, type, path);
        }

        if (DataShape.Of(type) is { } shape)
        {
            return Data(value, shape, path);
        }

        if (value is string text && !type.IsInterface && Parse(text, type) is { } parsed)
        {
            return parsed;
        }

        bool isForSerializer = type.GetCustomAttribute<JsonConverterAttribute>(inherit: false) is not null
            || type.GetCustomAttribute<JsonPolymorphicAttribute>(inherit: false) is not null || type.IsDefined(typeof(JsonDerivedTypeAttribute), inherit: false);
        return isForSerializer ? Deserialize(value, type, path) : throw Fail(path, ValueWords.Of(type), value);
    }

    /// <summary>Gives JSON as plain values.</summary>
    private static object? Plain(object? value, string path)
    {
        try
        {
            return value switch
            {
                JsonNode node => JsonPlain.Of(node),
                JsonElement element => JsonPlain.Of(element),
                JsonDocument document => JsonPlain.Of(document.RootElement),
                _ => value,
            };
        }
        catch (FormatException)
        {
            throw new BindFailureException(path, "nested less deep", "JSON that is nested over a hundred times");
        }
        catch (ArgumentException)
        {
            throw new BindFailureException(path, "an object whose names differ", "an object that has a name twice");
        }
    }

    /// <summary>Gives plain values to code that declares no type: numbers as <see cref="long"/> or <see cref="double"/>.</summary>
    private static object? Free(object? value) => value switch
    {
        JsonFraction fraction => fraction.ToDouble(),
        List<object?> items => items.ConvertAll(Free),
        Dictionary<string, object?> members => members.ToDictionary(member => member.Key, member => Free(member.Value), StringComparer.Ordinal),
        _ => value,
    };

    private static object Json(object value, Type type, string path)
    {
        JsonNode? node = ParameterWriter.ToJson(value, SecretHandling.Reveal);
        return type == typeof(JsonElement) ? JsonElement.Parse(node?.ToJsonString() ?? "null")
            : type == typeof(JsonDocument) ? JsonDocument.Parse(node?.ToJsonString() ?? "null")
            : type.IsInstanceOfType(node) ? node!
            : throw Fail(path, ValueWords.Of(type), value);
    }

    private static object? Deserialize(object value, Type type, string path)
    {
        try
        {
            return ParameterWriter.ToJson(value, SecretHandling.Reveal).Deserialize(type, JsonSerializerOptions.Web);
        }
        catch (Exception exception) when (exception is JsonException or NotSupportedException or InvalidOperationException or ArgumentException)
        {
            throw Fail(path, ValueWords.Of(type), value);
        }
    }

    private static object? Parse(string text, Type type)
    {
        if (!Array.Exists(type.GetInterfaces(), contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == typeof(IParsable<>)))
        {
            return null;
        }

        MethodInfo? parse = type.GetMethod("Parse", BindingFlags.Public | BindingFlags.Static, [typeof(string), typeof(IFormatProvider)]);
        try
        {
            return parse?.Invoke(null, [text, System.Globalization.CultureInfo.InvariantCulture]);
        }
        catch (TargetInvocationException)
        {
            return null;
        }
    }

    private static Block InlineBlock(object value, Type type, string path)
    {
        BlockType? declared = value is Dictionary<string, object?> members
            ? members.GetValueOrDefault("block_type_slug") is string { Length: > 0 } slug ? BlockRegistry.Find(slug) : BlockRegistry.Types.FirstOrDefault(known => known.ClrType == type)
            : null;
        if (declared is null || !type.IsAssignableFrom(declared.ClrType))
        {
            throw Fail(path, ValueWords.Of(type), value);
        }

        try
        {
            return BlockDocuments.FromJson(declared, JsonElement.Parse(ParameterWriter.ToJson(value, SecretHandling.Reveal)!.ToJsonString()));
        }
        catch (BlockValidationException exception)
        {
            throw new BindFailureException(path, $"the data of a {type.Name}", $"other data: {exception.Message}");
        }
    }

    private static BindFailureException Fail(string path, string expected, object? value) => new(path, expected, GivenValue.Describe(value, path));
}
