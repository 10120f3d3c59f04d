namespace Prefect.Flows;

/// <summary>A value cannot be hashed, so no cache key can be made of it.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class HashException(string message, Exception? inner = null) : FlowException(message, inner);
