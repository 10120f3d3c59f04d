namespace Prefect.Flows;

/// <summary>A result was written by a serializer that .NET does not have.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class UnsupportedSerializerException(string message, Exception? inner = null) : FlowException(message, inner);
