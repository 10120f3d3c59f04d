namespace Prefect.Gcp;

/// <summary>Why a row was not inserted.</summary>
/// <param name="Index">Position of the row among those that were to be inserted, from 0.</param>
/// <param name="Reason">The service's code: <c>invalid</c>, or <c>stopped</c> for a good row that came with a bad one.</param>
/// <param name="Column">The column that it is about; null when the service names none.</param>
/// <param name="Message">The service's own text; null when it gave none.</param>
public sealed record BigQueryRowError(int Index, string? Reason, string? Column, string? Message);
