namespace Prefect.Flows;

/// <summary>A run was paused, so it has no result yet.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class PausedRunException(string message, Exception? inner = null) : FlowException(message, inner);
