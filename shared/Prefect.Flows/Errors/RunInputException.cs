namespace Prefect.Flows;

/// <summary>What was sent to a run does not fit what the run waits for.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class RunInputException(string message, Exception? inner = null) : FlowException(message, inner);
