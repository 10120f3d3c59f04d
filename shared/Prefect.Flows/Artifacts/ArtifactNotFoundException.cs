namespace Prefect.Flows;

/// <summary>An artifact was to be changed that does not exist, or not any more, or is of another kind.</summary>
/// <param name="message">What happened and what to do.</param>
/// <param name="inner">What caused it.</param>
public sealed class ArtifactNotFoundException(string message, Exception? inner = null) : FlowException(message, inner);
