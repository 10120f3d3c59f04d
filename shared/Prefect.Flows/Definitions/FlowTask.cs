using System.Diagnostics;

namespace Prefect.Flows;

/// <summary>A task: a piece of a flow that is run, repeated, cached and recorded by itself.</summary>
[DebuggerDisplay("{Name,nq}")]
public abstract partial class FlowTask
{
    private protected FlowTask(Definition definition, TaskOptions? options)
    {
        Definition = definition;
        Options = TaskOptionRules.Check(options ?? new TaskOptions(), definition);
        Name = FlowNames.Check(Options.Name ?? definition.Name, "name");
        ParameterReader.ThrowIfReserved(definition);
        Key = Options.TaskKey ?? $"{Name}-{BodySource.Hash(definition)[..8]}";
        DefinitionRegistry.Add(this);
    }

    /// <summary>Name of the task.</summary>
    public string Name { get; }

    /// <summary>Identifies the task across processes.</summary>
    public string Key { get; }

    /// <summary>How it is run.</summary>
    public TaskOptions Options { get; }

    /// <summary>Says what it does.</summary>
    public string? Description => Options.Description;

    /// <summary>What it is called with.</summary>
    public IReadOnlyList<ParameterDefinition> Parameters => Definition.Parameters;

    /// <summary>Type of its result.</summary>
    public abstract Type ResultType { get; }

    /// <summary>Hash of the source text of the body, 32 hexadecimal digits: the same in every build of the same text.</summary>
    public string SourceHash => BodySource.Hash(Definition);

    internal Definition Definition { get; }

    /// <summary>Gives the name.</summary>
    public override string ToString() => Name;

    /// <summary>Makes a task of the same body with other options.</summary>
    internal FlowTask Copy(TaskOptions options) => Copy(Definition, options);

    /// <summary>Makes a task of the same body, of which other things are known.</summary>
    internal abstract FlowTask Copy(Definition definition, TaskOptions options);
}
