namespace Prefect.Flows;

/// <summary>A run that this one depends on did not end well.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class UpstreamTaskException(string message, Exception? inner = null) : FlowException(message, inner);
