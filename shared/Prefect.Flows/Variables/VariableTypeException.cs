namespace Prefect.Flows;

/// <summary>A variable holds something else than what it was read as.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class VariableTypeException(string message, Exception? inner = null) : FlowException(message, inner);
