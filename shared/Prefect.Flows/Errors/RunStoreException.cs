namespace Prefect.Flows;

/// <summary>The store of runs cannot be opened, read or written, or does not know a run.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class RunStoreException(string message, Exception? inner = null) : FlowException(message, inner);
