namespace Prefect.Flows;

/// <summary>A run was cancelled.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class CancelledRunException(string message, Exception? inner = null) : FlowException(message, inner);
