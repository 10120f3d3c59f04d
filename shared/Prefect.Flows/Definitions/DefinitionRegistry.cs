using System.Collections.Concurrent;
using System.Reflection;

namespace Prefect.Flows;

/// <summary>
/// The flows and tasks that were defined in this process, found by name and body. It keeps none of them alive, and of two that share
/// both, the later one. Variants made by <c>With</c> are not in it: their body is the original's.
/// </summary>
internal static class DefinitionRegistry
{
    private const int FewestToSweep = 1024;
    private static readonly ConcurrentDictionary<Key, WeakReference<object>> s_known = new();
    private static int s_sweepAt = FewestToSweep;

    public static void Add(Flow flow) => Add(flow, flow.Definition, flow.Name);

    public static void Add(FlowTask task) => Add(task, task.Definition, task.Name);

    public static Flow? FindFlow(string name, MethodInfo body) => Find<Flow>(name, body) is { } flow && flow.Definition.Method == body ? flow : null;

    public static FlowTask? FindTask(string name, MethodInfo body) => Find<FlowTask>(name, body) is { } task && task.Definition.Method == body ? task : null;

    private static void Add<T>(T defined, Definition definition, string name)
        where T : class
    {
        if (!definition.TryMarkRegistered())
        {
            return;
        }

        s_known[Key.Of<T>(name, definition.Method)] = new WeakReference<object>(defined);
        if (s_known.Count >= Volatile.Read(ref s_sweepAt))
        {
            Sweep();
        }
    }

    private static T? Find<T>(string name, MethodInfo body)
        where T : class =>
        s_known.TryGetValue(Key.Of<T>(name, body), out WeakReference<object>? found) && found.TryGetTarget(out object? defined) ? (T)defined : null;

    private static void Sweep()
    {
        foreach ((Key key, WeakReference<object> reference) in s_known)
        {
            if (!reference.TryGetTarget(out _))
            {
                s_known.TryRemove(KeyValuePair.Create(key, reference));
            }
        }

        Volatile.Write(ref s_sweepAt, Math.Max(FewestToSweep, s_known.Count * 2));
    }

    /// <summary>Holds no reflection object, so that an assembly that can be unloaded still can.</summary>
    private readonly record struct Key(Type Kind, string Name, Guid Module, int Token)
    {
        public static Key Of<T>(string name, MethodInfo body) => new(typeof(T), name, body.Module.ModuleVersionId, body.MetadataToken);
    }
}
