using System.Collections;
using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text;
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

        return s_known[type] = Look(type, []);
    }

    /// <summary>What is being looked at holds no run by holding itself; only what was asked for is known by then.</summary>
    private static bool May(Type type, HashSet<Type> looked)
    {
        if (type.IsPrimitive || type.IsEnum || type == typeof(string) || type == typeof(CancellationToken))
        {
            return false;
        }

        return s_known.TryGetValue(type, out bool known) ? known : looked.Add(type) && Look(type, looked);
    }

    /// <summary>The properties of a record or tuple in which runs may be.</summary>
    public static IEnumerable<PropertyInfo> Properties(Type type) => Settable(type).Where(property => May(property.PropertyType));

    /// <summary>Whether the type is a record, or a record struct: of those the compiler leaves no other trace.</summary>
    public static bool IsRecord(Type type) => type.IsValueType
        ? type.GetMethod("PrintMembers", BindingFlags.NonPublic | BindingFlags.Instance, [typeof(StringBuilder)]) is not null
        : type.GetMethod("<Clone>$") is not null;

    /// <summary>What an object holds that may be or hold runs. A sequence is only walked when it can be walked again.</summary>
    public static IEnumerable<object?> Items(object value) => value switch
    {
        IDictionary map => map.Values.Cast<object?>(),
        ICollection items => items.Cast<object?>(),
        ITuple tuple => Enumerable.Range(0, tuple.Length).Select(index => tuple[index]),
        IEnumerable items => IsCounted(value.GetType()) ? items.Cast<object?>() : [],
        _ => Members(value),
    };

    private static IEnumerable<object?> Members(object value)
    {
        Type type = value.GetType();
        if (type.IsGenericType && type.GetGenericTypeDefinition() == typeof(KeyValuePair<,>))
        {
            return [type.GetProperty("Value")!.GetValue(value)];
        }

        return IsRecord(type) ? Properties(type).Select(property => property.GetValue(value)) : [];
    }

    private static bool IsCounted(Type type) => type.GetInterfaces().Any(
        candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IReadOnlyCollection<>));

    private static IEnumerable<PropertyInfo> Settable(Type type) => type
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Where(property => property.GetIndexParameters().Length == 0 && property.CanWrite && property.CanRead && property.Name != "EqualityContract");

    private static bool Look(Type type, HashSet<Type> looked)
    {
        if (type == typeof(object) || IsRun(type) || typeof(IInputAnnotation).IsAssignableFrom(type))
        {
            return true;
        }

        if (typeof(Block).IsAssignableFrom(type) || typeof(Delegate).IsAssignableFrom(type) || typeof(Stream).IsAssignableFrom(type))
        {
            return false;
        }

        if (type.IsGenericType && type.Assembly == typeof(object).Assembly && (type.IsValueType || typeof(ITuple).IsAssignableFrom(type)))
        {
            return Array.Exists(type.GetGenericArguments(), argument => May(argument, looked));
        }

        if (typeof(IEnumerable).IsAssignableFrom(type))
        {
            Type[] items = [.. ItemTypes(type)];
            return items.Length == 0 || Array.Exists(items, item => May(item, looked));
        }

        return type.IsInterface || (IsRecord(type) && Settable(type).Any(property => May(property.PropertyType, looked)));
    }

    private static bool IsRun(Type type) => typeof(TaskFuture).IsAssignableFrom(type) || typeof(State).IsAssignableFrom(type);

    private static IEnumerable<Type> ItemTypes(Type type) => type.GetInterfaces()
        .Append(type)
        .Where(candidate => candidate.IsGenericType && candidate.GetGenericTypeDefinition() == typeof(IEnumerable<>))
        .Select(candidate => candidate.GetGenericArguments()[0]);
}
