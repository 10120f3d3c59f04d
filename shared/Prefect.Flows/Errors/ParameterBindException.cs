namespace Prefect.Flows;

/// <summary>The arguments of a call do not match the parameters of the flow or task.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ParameterBindException(string message, Exception? inner = null) : ArgumentException(message, inner);
