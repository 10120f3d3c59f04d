namespace Prefect.Flows;

/// <summary>Slots were lost while they were needed: their lease ended before it was renewed.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ConcurrencyLeaseLostException(string message, Exception? inner = null) : FlowException(message, inner);
