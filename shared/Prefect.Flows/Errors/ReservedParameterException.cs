namespace Prefect.Flows;

/// <summary>A flow or task has a parameter with a name that calls use themselves.</summary>
/// <param name="message">What to do.</param>
/// <param name="parameter">Name of the parameter.</param>
public sealed class ReservedParameterException(string message, string? parameter = null) : ArgumentException(message, parameter);
