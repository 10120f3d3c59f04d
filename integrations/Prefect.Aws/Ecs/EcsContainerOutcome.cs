namespace Prefect.Aws;

/// <summary>How one container of a task stands or ended.</summary>
/// <param name="Name">Its name.</param>
/// <param name="ExitCode">What its program returned; null when it has not ended, or was ended from outside, or never began.</param>
/// <param name="Reason">What the service says about it, for one that could not be started for example.</param>
public sealed record EcsContainerOutcome(string Name, int? ExitCode, string? Reason);
