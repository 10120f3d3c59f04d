namespace Prefect.Flows;

/// <summary>A flow or task has a name that it cannot have.</summary>
/// <param name="message">What is wrong with it.</param>
/// <param name="parameter">Name of the parameter.</param>
public sealed class FlowNameException(string message, string? parameter = null) : ArgumentException(message, parameter);
