namespace Prefect.Flows;

/// <summary>A run has not ended, so it has no result yet.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class UnfinishedRunException(string message, Exception? inner = null) : FlowException(message, inner);
