namespace Prefect.Flows;

/// <summary>An argument cannot be turned into the type of its parameter.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ParameterTypeException(string message, Exception? inner = null) : FlowException(message, inner);
