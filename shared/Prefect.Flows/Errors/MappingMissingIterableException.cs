namespace Prefect.Flows;

/// <summary>A task is to be mapped, but no argument is a sequence.</summary>
/// <param name="message">What to do.</param>
/// <param name="parameter">Name of the parameter.</param>
public sealed class MappingMissingIterableException(string message, string? parameter = null) : ArgumentException(message, parameter);
