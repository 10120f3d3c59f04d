namespace Prefect.Flows;

/// <summary>A run ended well, but its result was not kept.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class MissingResultException(string message, Exception? inner = null) : FlowException(message, inner);
