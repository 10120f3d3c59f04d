namespace Prefect.Databricks;

/// <summary>Whom mails about runs are sent to.</summary>
public sealed record JobEmailNotifications : DatabricksModel
{
    /// <summary>Whether nobody is told about runs that were skipped.</summary>
    public bool? NoAlertForSkippedRuns { get; init; }

    /// <summary>Who is told when a run fails.</summary>
    public IReadOnlyList<string>? OnFailure { get; init; }

    /// <summary>Who is told when a run begins.</summary>
    public IReadOnlyList<string>? OnStart { get; init; }

    /// <summary>Who is told when a run ends well.</summary>
    public IReadOnlyList<string>? OnSuccess { get; init; }
}
