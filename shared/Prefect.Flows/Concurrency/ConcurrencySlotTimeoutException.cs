namespace Prefect.Flows;

/// <summary>Slots did not become free in time.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ConcurrencySlotTimeoutException(string message, Exception? inner = null) : TimeoutException(message, inner);
