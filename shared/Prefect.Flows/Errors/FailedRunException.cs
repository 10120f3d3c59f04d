namespace Prefect.Flows;

/// <summary>A run failed, and its exception is not at hand.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class FailedRunException(string message, Exception? inner = null) : FlowException(message, inner);
