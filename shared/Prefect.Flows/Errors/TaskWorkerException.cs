namespace Prefect.Flows;

/// <summary>A process that was to run a task could not be started, or ended before the task did.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class TaskWorkerException(string message, Exception? inner = null) : FlowException(message, inner);
