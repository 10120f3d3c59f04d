using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Globalization;
using System.Numerics;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Nodes;
using System.Text.Json.Serialization;
using Prefect.Blocks;
using Prefect.Schema;

namespace Prefect.Flows;

/// <summary>
/// Turns values into JSON that is equal when they are. What JSON has no kind for carries the name of its type. A value whose
/// content cannot be seen is refused: two different ones must never have one key.
/// </summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Users' own types are read as they are at run time; what is trimmed from one was used nowhere.")]
[UnconditionalSuppressMessage("Trimming", "IL2075", Justification = "Users' own types are read as they are at run time; what is trimmed from one was used nowhere.")]
internal static class HashTree
{
    private const int MostDepth = 100;

    /// <exception cref="HashException">The value cannot be hashed.</exception>
    public static JsonTree Of(object? value) => Of(value, 0);

    private static JsonTree Of(object? value, int depth)
    {
        if (depth > MostDepth)
        {
            throw new HashException($"It is nested more than {MostDepth} levels deep, or holds itself.");
        }

        return value switch
        {
            null or DBNull => JsonTree.Null,
            string text => JsonTree.Of(text),
            bool flag => JsonTree.Of(flag),
            char letter => JsonTree.Of(letter.ToString()),
            sbyte or byte or short or ushort or int or uint or long or ulong or Int128 or UInt128 or BigInteger =>
                JsonTree.Number(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture)),
            double number => JsonTree.Number(PythonNumber.Format(number)),
            float number => JsonTree.Number(PythonNumber.Format(number.ToString("R", CultureInfo.InvariantCulture) is var text && text.AsSpan().IndexOfAny(".eE") < 0 && float.IsFinite(number) ? text + ".0" : text)),
            Enum => Tagged(value, JsonTree.Of(value.ToString()!)),
            JsonElement element => Json(element.GetRawText()),
            JsonNode node => Json(node.ToJsonString()),
            Block block => OfBlock(block),
            SecretString or SecretBytes or SecretDictionary or SecretJson => throw new HashException("It is a secret, whose value a key must not depend on."),
            Exception failure => JsonTree.Object(("__exc_type__", JsonTree.Of(ExceptionNames.Of(failure))), ("message", JsonTree.Of(failure.Message))),
            Type type => Tagged(value, JsonTree.Of(type.AssemblyQualifiedName ?? type.Name)),
            byte[] bytes => Tagged(value, JsonTree.Of(Convert.ToBase64String(bytes))),
            ReadOnlyMemory<byte> bytes => Tagged(value, JsonTree.Of(Convert.ToBase64String(bytes.Span))),
            Memory<byte> bytes => Tagged(value, JsonTree.Of(Convert.ToBase64String(bytes.Span))),
            DateTime or DateTimeOffset => Tagged(value, JsonTree.Of(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture))),
            DateOnly or TimeOnly => Tagged(value, JsonTree.Of(((IFormattable)value).ToString("O", CultureInfo.InvariantCulture))),
            decimal number => Tagged(value, JsonTree.Of((number / 1.000000000000000000000000000000000m).ToString(CultureInfo.InvariantCulture))),
            Half or Guid or TimeSpan => Tagged(value, JsonTree.Of(((IFormattable)value).ToString(null, CultureInfo.InvariantCulture))),
            Uri or Version or FileInfo or DirectoryInfo or CultureInfo or TimeZoneInfo => Tagged(value, JsonTree.Of(value.ToString()!)),
            IDictionary pairs => WithOwnMembers(pairs, OfPairs(pairs, depth), depth),
            System.Runtime.CompilerServices.ITuple tuple => OfTuple(tuple, depth),
            Array { Rank: > 1 } table => OfTable(table, depth),
            IEnumerable items => WithOwnMembers(items, OfItems(items, depth), depth),
            _ => OfMembers(value, depth),
        };
    }

    private static JsonTree OfBlock(Block block) => JsonTree.Object(
        ("__class__", JsonTree.Of("block:" + block.GetBlockType().Slug)),
        ("document", block.BlockDocumentId is { } id ? JsonTree.Of(id.ToString()) : JsonTree.Null),
        ("data", Json(block.ToJson())));

    private static JsonTree OfPairs(IDictionary pairs, int depth)
    {
        bool isPlain = true;
        foreach (object key in pairs.Keys)
        {
            isPlain &= key is string;
        }

        List<KeyValuePair<string, JsonTree>> members = new(pairs.Count);
        foreach (DictionaryEntry pair in pairs)
        {
            // Among keys of other types also a text is written as JSON: "1" is not 1.
            string key = isPlain ? (string)pair.Key : JsonText.WriteCanonical(Of(pair.Key, depth + 1));
            members.Add(new KeyValuePair<string, JsonTree>(key, Of(pair.Value, depth + 1)));
        }

        JsonTree data = JsonTree.Object(members);
        return isPlain ? data : Tagged("dotnet:dictionary", data);
    }

    private static JsonTree OfTuple(System.Runtime.CompilerServices.ITuple tuple, int depth)
    {
        JsonTree[] items = new JsonTree[tuple.Length];
        for (int index = 0; index < items.Length; index++)
        {
            items[index] = Of(tuple[index], depth + 1);
        }

        return JsonTree.List(items);
    }

    private static JsonTree OfTable(Array table, int depth)
    {
        JsonTree[] lengths = new JsonTree[table.Rank];
        for (int dimension = 0; dimension < lengths.Length; dimension++)
        {
            lengths[dimension] = JsonTree.Number(table.GetLength(dimension).ToString(CultureInfo.InvariantCulture));
        }

        return Tagged("dotnet:table", JsonTree.List([JsonTree.List(lengths), OfItems(table, depth)]));
    }

    /// <summary>Adds what a user's own collection holds besides its items.</summary>
    private static JsonTree WithOwnMembers(object value, JsonTree items, int depth)
    {
        Type type = value.GetType();
        Type? collection = type;
        while (collection is not null && !IsOfSystem(collection))
        {
            collection = collection.BaseType;
        }

        // One that is not derived from a collection shows its items once more by its properties.
        if (collection is null || collection == type || collection == typeof(object))
        {
            return items;
        }

        List<KeyValuePair<string, JsonTree>> members = [];
        for (; type != collection; type = type.BaseType!)
        {
            AddMembers(members, value, type, BindingFlags.Public | BindingFlags.Instance | BindingFlags.DeclaredOnly, depth);
        }

        return members.Count == 0 ? items : Tagged(value, JsonTree.List([items, JsonTree.Object(members)]));
    }

    private static JsonTree OfItems(IEnumerable items, int depth)
    {
        Type type = items.GetType();
        bool isSet = IsA(type, typeof(IReadOnlySet<>)) || IsA(type, typeof(ISet<>));
        if (items is not ICollection && !isSet && !IsA(type, typeof(IReadOnlyCollection<>)) && !IsA(type, typeof(ICollection<>)))
        {
            throw new HashException($"It is a sequence ({type}) that may be walked only once. Pass a list.");
        }

        if (IsA(type, typeof(IReadOnlyDictionary<,>)))
        {
            return OfPairs(items, depth);
        }

        List<JsonTree> list = [];
        foreach (object? item in items)
        {
            list.Add(Of(item, depth + 1));
        }

        return isSet
            ? Tagged("dotnet:set", JsonTree.List(list.OrderBy(JsonText.WriteCanonical, StringComparer.Ordinal)))
            : JsonTree.List(list);
    }

    /// <summary>A dictionary that is none by the older interface.</summary>
    private static JsonTree OfPairs(IEnumerable pairs, int depth)
    {
        Hashtable copy = [];
        foreach (object pair in pairs)
        {
            Type type = pair.GetType();
            copy.Add(type.GetProperty("Key")!.GetValue(pair)!, type.GetProperty("Value")!.GetValue(pair));
        }

        return OfPairs(copy, depth);
    }

    private static JsonTree OfMembers(object value, int depth)
    {
        Type type = value.GetType();
        if (value is Delegate or Stream or Task or CancellationToken or IDisposable or Pointer || IsOfSystem(type))
        {
            throw new HashException($"It is a {type}, which says nothing about what it holds.");
        }

        List<KeyValuePair<string, JsonTree>> members = [];
        AddMembers(members, value, type, BindingFlags.Public | BindingFlags.Instance, depth);
        bool isHidden = members.Count == 0 && type.GetFields(BindingFlags.NonPublic | BindingFlags.Instance).Length > 0;
        return isHidden
            ? throw new HashException($"It is a {type}, which has no public properties and so says nothing about what it holds.")
            : Tagged(value, JsonTree.Object(members));
    }

    private static void AddMembers(List<KeyValuePair<string, JsonTree>> members, object value, Type type, BindingFlags which, int depth)
    {
        try
        {
            foreach (PropertyInfo property in type.GetProperties(which))
            {
                if (property.CanRead && property.GetMethod!.IsPublic && property.GetIndexParameters().Length == 0 && !IsIgnored(property))
                {
                    members.Add(new KeyValuePair<string, JsonTree>(property.Name, Of(property.GetValue(value), depth + 1)));
                }
            }

            foreach (FieldInfo field in type.GetFields(which))
            {
                members.Add(new KeyValuePair<string, JsonTree>(field.Name, Of(field.GetValue(value), depth + 1)));
            }
        }
        catch (TargetInvocationException failure)
        {
            throw new HashException($"A property of {type} threw: {failure.InnerException!.Message}", failure);
        }
    }

    private static bool IsOfSystem(Type type) =>
        type.Namespace is "System" || type.Namespace?.StartsWith("System.", StringComparison.Ordinal) == true;

    private static bool IsIgnored(PropertyInfo property) =>
        property.GetCustomAttribute<JsonIgnoreAttribute>() is { Condition: JsonIgnoreCondition.Always };

    private static bool IsA(Type type, Type generic)
    {
        foreach (Type candidate in type.GetInterfaces())
        {
            if (candidate.IsGenericType && candidate.GetGenericTypeDefinition() == generic)
            {
                return true;
            }
        }

        return false;
    }

    private static JsonTree Json(string json) => JsonParser.Parse(json);

    private static JsonTree Tagged(object value, JsonTree data) => Tagged(TypeTags.Of(value.GetType()), data);

    private static JsonTree Tagged(string tag, JsonTree data) => JsonTree.Object(("__class__", JsonTree.Of(tag)), ("data", data));
}
