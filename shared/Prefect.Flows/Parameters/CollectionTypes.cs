using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>Knows what collections hold, and makes them.</summary>
internal static class CollectionTypes
{
    /// <summary>The type of the items of a list or set; null for what is neither.</summary>
    public static Type? Item(Type type)
    {
        if (type == typeof(string) || !typeof(IEnumerable).IsAssignableFrom(type) || KeyAndValue(type) is not null || type.GetCustomAttribute<System.Text.Json.Serialization.JsonConverterAttribute>(inherit: false) is not null)
        {
            return null;
        }

        return type.GetElementType() ?? Generic(type, typeof(IEnumerable<>))?[0] ?? typeof(object);
    }

    /// <summary>The types of keys and values of a dictionary; null for what is none.</summary>
    public static (Type Key, Type Value)? KeyAndValue(Type type) =>
        (Generic(type, typeof(IDictionary<,>)) ?? Generic(type, typeof(IReadOnlyDictionary<,>))) is { } arguments ? (arguments[0], arguments[1])
        : type == typeof(IDictionary) || type == typeof(Hashtable) ? (typeof(object), typeof(object))
        : null;

    /// <summary>Makes a list or set; null when nobody knows how.</summary>
    public static object? Make(Type type, Type item, List<object?> items)
    {
        Array array = Array.CreateInstance(item, items.Count);
        for (int index = 0; index < items.Count; index++)
        {
            array.SetValue(items[index], index);
        }

        if (type == array.GetType())
        {
            return array;
        }

        foreach (Type definition in new[] { typeof(List<>), typeof(HashSet<>) })
        {
            Type made = definition.MakeGenericType(item);
            if (type.IsAssignableFrom(made))
            {
                return Activator.CreateInstance(made, array);
            }
        }

        return Build(type, array, typeof(IEnumerable<>).MakeGenericType(item));
    }

    /// <summary>Makes a dictionary; null when nobody knows how.</summary>
    public static object? MakeMap(Type type, IDictionary entries) =>
        type.IsInstanceOfType(entries) ? entries : Build(type, entries, Generic(entries.GetType(), typeof(IDictionary<,>)) is { } arguments
            ? typeof(IEnumerable<>).MakeGenericType(typeof(KeyValuePair<,>).MakeGenericType(arguments))
            : typeof(IDictionary));

    private static object? Build(Type type, object content, Type contentType)
    {
        if (type.GetCustomAttribute<CollectionBuilderAttribute>() is { } builder && type.IsGenericType)
        {
            MethodInfo? create = Array.Find(
                builder.BuilderType.GetMethods(BindingFlags.Public | BindingFlags.Static),
                method => method.Name == "CreateRange" && method.GetGenericArguments().Length == type.GetGenericArguments().Length && method.GetParameters() is [{ ParameterType.IsGenericType: true } only]
                    && only.ParameterType.GetGenericTypeDefinition() == typeof(IEnumerable<>));
            return create?.MakeGenericMethod(type.GetGenericArguments()).Invoke(null, [content]);
        }

        if (type.IsAbstract)
        {
            return null;
        }

        ConstructorInfo? constructor = Array.Find(type.GetConstructors(), candidate => candidate.GetParameters() is [{ } only] && only.ParameterType.IsInstanceOfType(content)
            && (only.ParameterType == contentType || typeof(IEnumerable).IsAssignableFrom(only.ParameterType)));
        return constructor?.Invoke([content]);
    }

    private static Type[]? Generic(Type type, Type definition)
    {
        Type? found = type.IsGenericType && type.GetGenericTypeDefinition() == definition
            ? type
            : Array.Find(type.GetInterfaces(), contract => contract.IsGenericType && contract.GetGenericTypeDefinition() == definition);
        return found?.GetGenericArguments();
    }
}
