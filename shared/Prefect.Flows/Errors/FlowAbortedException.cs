namespace Prefect.Flows;

/// <summary>The store of runs refused to let a run go on here.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class FlowAbortedException(string message, Exception? inner = null) : FlowException(message, inner);
