using System.Diagnostics;

namespace Prefect.Flows;

/// <summary>A flow: work that is run and recorded as a whole, and calls tasks and other flows.</summary>
[DebuggerDisplay("{Name,nq}")]
public abstract partial class Flow
{
    private protected Flow(Definition definition, FlowOptions? options)
    {
        Definition = definition;
        Options = FlowOptionRules.Check(options ?? new FlowOptions(), definition);
        Name = FlowNames.Check(Options.Name ?? definition.Name, "name");
        ParameterReader.ThrowIfReserved(definition);
        DefinitionRegistry.Add(this);
    }

    /// <summary>Name of the flow.</summary>
    public string Name { get; }

    /// <summary>Version of the flow: the one of the options, else the version id of the module that holds the body.</summary>
    public string Version => Options.Version ?? Definition.Method.Module.ModuleVersionId.ToString("N");

    /// <summary>How it is run.</summary>
    public FlowOptions Options { get; }

    /// <summary>Says what it does.</summary>
    public string? Description => Options.Description;

    /// <summary>What it is called with.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters => Definition.Parameters;

    /// <summary>Type of its result.</summary>
    public abstract Type ResultType { get; }

    internal Definition Definition { get; }

    /// <summary>Gives the name.</summary>
    public override string ToString() => Name;

    /// <summary>Makes a flow of the same body with other options.</summary>
    internal Flow Copy(FlowOptions options) => Copy(Definition, options);

    /// <summary>Makes a flow of the same body, of which other things are known.</summary>
    internal abstract Flow Copy(Definition definition, FlowOptions options);

    /// <summary>Runs the flow on arguments that are not typed, in the order of its parameters.</summary>
    internal abstract Task<State> RunUntypedAsync(object?[] arguments, FlowCallOptions options);
}
