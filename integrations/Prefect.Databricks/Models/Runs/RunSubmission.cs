namespace Prefect.Databricks;

/// <summary>A run that was started.</summary>
public sealed record RunSubmission : DatabricksModel
{
    /// <summary>Id of the run.</summary>
    public long? RunId { get; init; }

    /// <summary>Number of the run.</summary>
    public long? NumberInJob { get; init; }
}
