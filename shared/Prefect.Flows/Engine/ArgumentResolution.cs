using System.Collections;
using System.Diagnostics.CodeAnalysis;
using System.Reflection;
using System.Runtime.CompilerServices;

namespace Prefect.Flows;

/// <summary>Puts results in the place of runs, all through one argument. Nothing is changed: what holds runs is copied.</summary>
[UnconditionalSuppressMessage("Trimming", "IL2065", Justification = "JUST")]
internal sealed class ArgumentResolution
{
    private readonly Dictionary<object, object> _known = new(ReferenceEqualityComparer.Instance);

    /// <summary>Gives the argument with results in place of the runs; the argument itself when it holds none.</summary>
    public static object? Resolve(object value, int depth) => new ArgumentResolution().ResolveIn(value, depth);

    private object? ResolveIn(object value, int depth)
    {
        if (depth == 0 || !RunHolding.May(value.GetType()))
        {
            return value;
        }

        return value switch
        {
            IAllowedFailure allowed => allowed.ValueOrException,
            TaskFuture future => future.UntypedResult,
            State state => state.Data,
            IInputAnnotation annotation => annotation.IsOpaque ? annotation.Unwrap() : ResolveItem(annotation.Unwrap(), depth),
            ValueType => ResolveInside(value, depth),
            _ => ResolveOnce(value, depth),
        };
    }

    /// <summary>Resolves an object that may be met again, on another way or inside itself.</summary>
    private object ResolveOnce(object value, int depth)
    {
        if (!_known.TryAdd(value, value))
        {
            return _known[value];
        }

        return _known[value] = ResolveInside(value, depth);
    }

    private object ResolveInside(object value, int depth) => value switch
    {
        Array array => ResolveArray(array, depth),
        IDictionary map => ResolveMap(map, depth),
        IList list => ResolveList(list, depth),
        ITuple => ResolveTuple(value, depth),
        _ => ResolveOther(value, depth),
    };

    private object ResolveOther(object value, int depth)
    {
        Type type = value.GetType();
        Type? pattern = type.IsGenericType ? type.GetGenericTypeDefinition() : null;
        return pattern == typeof(HashSet<>) ? ResolveSet((IEnumerable)value, depth)
            : pattern == typeof(KeyValuePair<,>) ? ResolveEntry(value, depth)
            : RunHolding.IsRecord(type) ? ResolveRecord(value, depth)
            : value;
    }

    private object ResolveEntry(object entry, int depth)
    {
        Type type = entry.GetType();
        object? item = type.GetProperty("Value")!.GetValue(entry);
        object? resolved = ResolveItem(item, depth);
        return !ReferenceEquals(item, resolved) && Fits(resolved, type.GetGenericArguments()[1])
            ? Activator.CreateInstance(type, type.GetProperty("Key")!.GetValue(entry), resolved)!
            : entry;
    }

    private object ResolveSet(IEnumerable set, int depth)
    {
        Type type = set.GetType();
        object?[] items = [.. set.Cast<object?>()];
        object?[] resolved = (object?[])ResolveArray(items, depth);
        if (ReferenceEquals(items, resolved) || !Array.TrueForAll(resolved, item => Fits(item, type.GetGenericArguments()[0])))
        {
            return set;
        }

        Array typed = Array.CreateInstance(type.GetGenericArguments()[0], resolved.Length);
        Array.Copy(resolved, typed, resolved.Length);
        return Activator.CreateInstance(type, typed)!;
    }

    /// <summary>A tuple of more than seven items holds the others in one more tuple, which is resolved as an item.</summary>
    private object ResolveTuple(object tuple, int depth)
    {
        Type type = tuple.GetType();
        Type[] types = type.GetGenericArguments();
        object?[] items = new object?[types.Length];
        bool isChanged = false;
        for (int index = 0; index < items.Length; index++)
        {
            string name = index == 7 ? "Rest" : $"Item{index + 1}";
            object? item = tuple is ValueType ? type.GetField(name)!.GetValue(tuple) : type.GetProperty(name)!.GetValue(tuple);
            object? resolved = ResolveItem(item, depth);
            bool isOther = !ReferenceEquals(item, resolved) && Fits(resolved, types[index]);
            items[index] = isOther ? resolved : item;
            isChanged |= isOther;
        }

        return isChanged ? Activator.CreateInstance(type, items)! : tuple;
    }

    private object? ResolveItem(object? item, int depth) => item is null ? null : ResolveIn(item, depth - 1);

    private Array ResolveArray(Array array, int depth)
    {
        if (array.Rank != 1)
        {
            return array;
        }

        Array? copy = null;
        for (int index = 0; index < array.Length; index++)
        {
            object? item = array.GetValue(index);
            object? resolved = ResolveItem(item, depth);
            if (!ReferenceEquals(item, resolved) && Fits(resolved, array.GetType().GetElementType()!))
            {
                copy ??= (Array)array.Clone();
                copy.SetValue(resolved, index);
            }
        }

        return copy ?? array;
    }

    private IList ResolveList(IList list, int depth)
    {
        Type type = list.GetType();
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(List<>))
        {
            return list;
        }

        IList? copy = null;
        for (int index = 0; index < list.Count; index++)
        {
            object? resolved = ResolveItem(list[index], depth);
            if (!ReferenceEquals(list[index], resolved) && Fits(resolved, type.GetGenericArguments()[0]))
            {
                copy ??= (IList)Activator.CreateInstance(type, list)!;
                copy[index] = resolved;
            }
        }

        return copy ?? list;
    }

    private IDictionary ResolveMap(IDictionary map, int depth)
    {
        Type type = map.GetType();
        if (!type.IsGenericType || type.GetGenericTypeDefinition() != typeof(Dictionary<,>))
        {
            return map;
        }

        IDictionary? copy = null;
        foreach (DictionaryEntry entry in map)
        {
            object? resolved = ResolveItem(entry.Value, depth);
            if (!ReferenceEquals(entry.Value, resolved) && Fits(resolved, type.GetGenericArguments()[1]))
            {
                copy ??= (IDictionary)Activator.CreateInstance(type, map)!;
                copy[entry.Key] = resolved;
            }
        }

        return copy ?? map;
    }

    private object ResolveRecord(object record, int depth)
    {
        object? copy = null;
        foreach (PropertyInfo property in RunHolding.Properties(record.GetType()))
        {
            object? item = property.GetValue(record);
            object? resolved = ResolveItem(item, depth);
            if (!ReferenceEquals(item, resolved) && Fits(resolved, property.PropertyType))
            {
                copy ??= record is ValueType ? RuntimeHelpers.GetObjectValue(record)! : record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                property.SetValue(copy, resolved);
            }
        }

        return copy ?? record;
    }

    private static bool Fits(object? value, Type type) => value is null ? !type.IsValueType : type.IsInstanceOfType(value);
}
