namespace Prefect.Dbt;

/// <summary>A run that was started or taken up.</summary>
/// <param name="Run">The run.</param>
/// <param name="IsNew">Whether it has just been started, so that it may be unknown for a moment.</param>
internal readonly record struct DbtCloudStart(DbtCloudRun Run, bool IsNew);
