using System.Reflection;

namespace Prefect.Flows;

/// <summary>Stands for a task that another process runs, where this one has no definition of it: name, key and body, and no calls.</summary>
internal sealed class DetachedTask : FlowTask
{
    public DetachedTask(string name, MethodInfo body, TaskOptions options)
        : this(Unregistered(name, body), options)
    {
    }

    private DetachedTask(Definition definition, TaskOptions options)
        : base(definition, options)
    {
    }

    public override Type ResultType => BodyMethod.ResultType(Definition.Method);

    internal override FlowTask Copy(Definition definition, TaskOptions options) => new DetachedTask(definition, options);

    private static Definition Unregistered(string name, MethodInfo body)
    {
        Definition definition = new(name, body, Source: null);
        definition.TryMarkRegistered();
        return definition;
    }
}
