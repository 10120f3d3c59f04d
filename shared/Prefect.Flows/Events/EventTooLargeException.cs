namespace Prefect.Flows;

/// <summary>An event was to be kept that is larger than 1,500,000 bytes.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class EventTooLargeException(string message, Exception? inner = null) : FlowException(message, inner);
