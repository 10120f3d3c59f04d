using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using Prefect.Blocks;

namespace Prefect.Flows;

/// <summary>Tells which types may hold runs: futures and states, in lists, dictionaries, tuples and records.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2070", Justification = "Properties that were trimmed away are used by nobody, and hold no runs.")]
internal static class RunHolding
{
    private static readonly ConcurrentDictionary<Type, bool> s_known = new();

    /// <summary>Whether a value whose declared type this is may be or hold a run.</summary>
    public static bool May(Type type)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(CancellationToken))
        {
            return false;
        }

        if (s_known.TryGetValue(type, out bool known))
        {
            return known;
        }

        // False while it is being looked at: a type that holds itself holds no run by that.
        s_known[type] = false;
        return s_known[type] = Look(type);
    }

    /// <summary>The properties of a record or tuple in which runs may be.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite && property.Name != "EqualityContract" && May(property.PropertyType));

    public static bool IsRecord(Type type) => type.GetMethod("<Clone>$") is not null;

    private static bool Look(Type type)
    {
        if (type == typeof(object) || IsRun(type) || typeof(IInputAnnotation).IsAssignableFrom(type))
        {
            return true;
        }

        if (typeof(Block).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type))
        {
            return false;
        }

        if (type.IsGenericType && type.Assembly == typeof(object).Assembly && type.IsValueType)
        {
            return Array.Exists(type.GetGenericArguments(), May);
        }

        if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            Type[] items = [.. Items(type)];
            return items.Length == 0 || Array.Exists(items, May);
        }

        return type.IsInterface || (IsRecord(type) && Properties(type).Any());
    }

    private static bool IsRun(Type type) => typeof(TaskFuture).IsAssignableFrom(type) || typeof(State).IsAssignableFrom(type);

    private static IEnumerable<Type> Items(Type type) => type.GetInterfaces()
        .Append(type)
        .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(candidate => candidate.GetGenericArguments()[0]);
}
