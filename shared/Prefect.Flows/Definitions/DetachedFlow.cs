using System.Reflection;

namespace Prefect.Flows;

/// <summary>Stands for a flow that another process runs, where this one has no definition of it. It cannot be run from here.</summary>
internal sealed class DetachedFlow : Flow
{
    public DetachedFlow(string name, MethodInfo body, FlowOptions options)
        : this(Unregistered(name, body), options)
    {
    }

    private DetachedFlow(Definition definition, FlowOptions options)
        : base(definition, options)
    {
    }

    public override Type ResultType => BodyMethod.ResultType(Definition.Method);

    internal override Flow Copy(Definition definition, FlowOptions options) => new DetachedFlow(definition, options);

    internal override Task<State> RunUntypedAsync(object?[] arguments, FlowCallOptions options) => throw new InvalidOperationException(
        $"The flow '{Name}' is run by another process, and this one knows it only by name. Define it in a static field of the class that holds its body.");

    private static Definition Unregistered(string name, MethodInfo body)
    {
        Definition definition = new(name, body, Source: null);
        definition.TryMarkRegistered();
        return definition;
    }
}
