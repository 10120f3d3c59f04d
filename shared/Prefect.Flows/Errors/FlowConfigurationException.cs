namespace Prefect.Flows;

/// <summary>Options of a flow, task or transaction contradict each other.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class FlowConfigurationException(string message, Exception? inner = null) : ArgumentException(message, inner);
