namespace Prefect.Flows;

/// <summary>A run that is not paused was to be resumed.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class NotPausedException(string message, Exception? inner = null) : FlowException(message, inner);
