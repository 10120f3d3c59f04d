namespace Prefect.Gcp;

/// <summary>How a job is waited for.</summary>
/// <param name="Timeout">How long; null for as long as it takes.</param>
/// <param name="CancelRemote">Whether the job is cancelled with the waiting.</param>
internal readonly record struct BigQueryWait(TimeSpan? Timeout, bool CancelRemote);
