namespace Prefect.Flows;

/// <summary>A run crashed, and its exception is not at hand.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class CrashedRunException(string message, Exception? inner = null) : FlowException(message, inner);
