namespace Prefect.Flows;

/// <summary>A limit was to be made, and one of its name is there.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ConcurrencyLimitExistsException(string message, Exception? inner = null) : FlowException(message, inner);
