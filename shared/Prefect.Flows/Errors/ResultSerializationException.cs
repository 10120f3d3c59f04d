namespace Prefect.Flows;

/// <summary>A result cannot be written, or what was written cannot be read.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ResultSerializationException(string message, Exception? inner = null) : FlowException(message, inner);
