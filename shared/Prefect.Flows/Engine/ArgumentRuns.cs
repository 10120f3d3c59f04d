using System.Collections;
using System.Reflection;

namespace Prefect.Flows;

/// <summary>Finds runs inside arguments, and puts results in their place.</summary>
internal static class ArgumentRuns
{
    private const int DeepestNesting = 64;

    /// <summary>Whether arguments for a parameter of this type need to be looked at.</summary>
    public static bool MayHold<T>() => Holding<T>.May;

    /// <summary>Finds the runs that an argument is or holds.</summary>
    public static void Collect<T>(T value, DependencyCollector dependencies)
    {
        if (Holding<T>.May && value is not null)
        {
            CollectFrom(value, dependencies, DeepestNesting);
        }
    }

    /// <summary>Gives an argument with results in place of the runs, as far as its type allows; the argument itself when it holds none.</summary>
    public static T Resolve<T>(T value) =>
        Holding<T>.May && value is not null && ResolveIn(value, DeepestNesting) is T resolved ? resolved : value;

    private static void CollectFrom(object value, DependencyCollector dependencies, int depth)
    {
        if (depth == 0 || !RunHolding.May(value.GetType()))
        {
            return;
        }

        switch (value)
        {
            case TaskFuture future:
                dependencies.Add(future, allowFailure: false);
                break;
            case State state:
                dependencies.Add(state);
                break;
            case IAllowedFailure allowed:
                dependencies.Add(allowed.Future, allowFailure: true);
                break;
            case IInputAnnotation annotation:
                CollectAnnotated(annotation, dependencies, depth);
                break;
            case IDictionary map:
                foreach (object? item in map.Values)
                {
                    CollectItem(item, dependencies, depth);
                }

                break;
            case ICollection items:
                foreach (object? item in items)
                {
                    CollectItem(item, dependencies, depth);
                }

                break;
            case IReadOnlyCollection<TaskFuture> futures:
                foreach (TaskFuture future in futures)
                {
                    dependencies.Add(future, allowFailure: false);
                }

                break;
            default:
                if (RunHolding.IsRecord(value.GetType()))
                {
                    foreach (PropertyInfo property in RunHolding.Properties(value.GetType()))
                    {
                        CollectItem(property.GetValue(value), dependencies, depth);
                    }
                }

                break;
        }
    }

    private static void CollectAnnotated(IInputAnnotation annotation, DependencyCollector dependencies, int depth)
    {
        if (!annotation.IsOpaque)
        {
            CollectItem(annotation.Unwrap(), dependencies, depth);
        }
    }

    private static void CollectItem(object? item, DependencyCollector dependencies, int depth)
    {
        if (item is not null)
        {
            CollectFrom(item, dependencies, depth - 1);
        }
    }

    private static object? ResolveIn(object value, int depth)
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
            Array array => ResolveArray(array, depth),
            IDictionary map => ResolveMap(map, depth),
            IList list => ResolveList(list, depth),
            _ => RunHolding.IsRecord(value.GetType()) ? ResolveRecord(value, depth) : value,
        };
    }

    private static object? ResolveItem(object? item, int depth) => item is null ? null : ResolveIn(item, depth - 1);

    private static Array ResolveArray(Array array, int depth)
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

    private static IList ResolveList(IList list, int depth)
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

    private static IDictionary ResolveMap(IDictionary map, int depth)
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

    private static object ResolveRecord(object record, int depth)
    {
        object? copy = null;
        foreach (PropertyInfo property in RunHolding.Properties(record.GetType()))
        {
            object? item = property.GetValue(record);
            object? resolved = ResolveItem(item, depth);
            if (!ReferenceEquals(item, resolved) && Fits(resolved, property.PropertyType))
            {
                copy ??= record.GetType().GetMethod("<Clone>$")!.Invoke(record, null)!;
                property.SetValue(copy, resolved);
            }
        }

        return copy ?? record;
    }

    private static bool Fits(object? value, Type type) => value is null ? !type.IsValueType : type.IsInstanceOfType(value);

    private static class Holding<T>
    {
        public static readonly bool May = RunHolding.May(typeof(T));
    }
}
