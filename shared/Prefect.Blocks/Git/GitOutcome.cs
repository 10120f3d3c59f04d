namespace Prefect.Git;

/// <summary>How a run of git ended.</summary>
internal sealed record GitOutcome(int ExitCode, string Output, string Errors);
