namespace Prefect.Flows;

/// <summary>Nobody resumed a paused run in time.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class FlowPauseTimeoutException(string message, Exception? inner = null) : FlowException(message, inner);
