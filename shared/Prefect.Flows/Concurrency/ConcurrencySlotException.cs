namespace Prefect.Flows;

/// <summary>Slots cannot be had: the limits do not exist, are smaller than the wish, or were asked too often.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ConcurrencySlotException(string message, Exception? inner = null) : FlowException(message, inner);
