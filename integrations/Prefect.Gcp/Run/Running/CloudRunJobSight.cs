namespace Prefect.Gcp;

/// <summary>How a job stands.</summary>
/// <param name="IsReady">Whether executions of it may be started.</param>
/// <param name="Ready">The condition that says so; null until there is one.</param>
/// <param name="LatestExecution">Name of the execution that was created last; null where there is none.</param>
internal sealed record CloudRunJobSight(bool IsReady, CloudRunCondition? Ready, string? LatestExecution);
