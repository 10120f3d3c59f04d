namespace Prefect.Generators;

/// <summary>Whether it is about flows or about tasks.</summary>
/// <param name="Base">The type without parameters.</param>
/// <param name="Stream">The type of those that give one item after another.</param>
/// <param name="Options">The type of the options.</param>
/// <param name="Noun">The word for it.</param>
internal sealed record Kind(string Base, string Stream, string Options, string Noun)
{
    public static readonly Kind Task = new("FlowTask", "StreamTask", "TaskOptions", "task");
    public static readonly Kind Flow = new("Flow", "StreamFlow", "FlowOptions", "flow");
}
