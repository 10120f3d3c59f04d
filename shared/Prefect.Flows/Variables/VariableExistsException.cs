namespace Prefect.Flows;

/// <summary>A variable was to be made, and one of its name is there.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class VariableExistsException(string message, Exception? inner = null) : FlowException(message, inner)
{
    /// <summary>Name of the variable.</summary>
    public string Name { get; private init; } = "";

    internal static VariableExistsException Of(string name) => new(
        $"There is a variable '{name}' already. Replace it with overwrite: true, or choose another name.") { Name = name };
}
