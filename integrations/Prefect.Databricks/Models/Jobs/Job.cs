namespace Prefect.Databricks;

/// <summary>A job.</summary>
public sealed record Job : DatabricksModel
{
    /// <summary>When it was created, in milliseconds since 1970.</summary>
    public long? CreatedTime { get; init; }

    /// <summary>Who created it; null when that user is no more.</summary>
    public string? CreatorUserName { get; init; }

    /// <summary>Id of the job.</summary>
    public long? JobId { get; init; }

    /// <summary>What it does, where and when.</summary>
    public JobSettings? Settings { get; init; }
}
