namespace Prefect.Flows;

/// <summary>A task, an argument or a result cannot be carried to another process.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class TaskTransferException(string message, Exception? inner = null) : FlowException(message, inner);
