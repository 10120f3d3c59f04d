namespace Prefect.Generators;

/// <summary>Whether it is about flows or about tasks.</summary>
/// <param name="Base">The type without parameters.</param>
/// <param name="Stream">The type of those that give one item after another.</param>
/// <param name="Options">The type of the options.</param>
/// <param name="Noun">The word for it.</param>
/// <param name="Suffix">What the name of a member that is one ends with.</param>
/// <param name="Attribute">The attribute that makes one of a method.</param>
internal sealed record Kind(string Base, string Stream, string Options, string Noun, string Suffix, string Attribute)
{
    public static readonly Kind Task = new("FlowTask", "StreamTask", "TaskOptions", "task", "Task", Names.FlowTaskAttribute);
    public static readonly Kind Flow = new("Flow", "StreamFlow", "FlowOptions", "flow", "Flow", Names.FlowAttribute);
}
