namespace Prefect.Flows;

/// <summary>Something was called that works only inside a run.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class MissingContextException(string message, Exception? inner = null) : FlowException(message, inner);
