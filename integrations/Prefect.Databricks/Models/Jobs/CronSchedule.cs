namespace Prefect.Databricks;

/// <summary>When a job is started by itself.</summary>
public sealed record CronSchedule : DatabricksModel
{
    /// <summary>Whether it is followed.</summary>
    public PauseStatus? PauseStatus { get; init; }

    /// <summary>When, in the form of Quartz, seconds first.</summary>
    public required string QuartzCronExpression { get; init; }

    /// <summary>Time zone, such as <c>Europe/Oslo</c>.</summary>
    public required string TimezoneId { get; init; }
}
