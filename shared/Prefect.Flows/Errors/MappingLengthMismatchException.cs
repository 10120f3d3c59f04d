namespace Prefect.Flows;

/// <summary>A task is to be mapped over sequences of different lengths.</summary>
/// <param name="message">Tells the lengths.</param>
/// <param name="parameter">Name of the parameter.</param>
public sealed class MappingLengthMismatchException(string message, string? parameter = null) : ArgumentException(message, parameter);
