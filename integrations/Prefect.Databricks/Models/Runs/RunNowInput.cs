namespace Prefect.Databricks;

/// <summary>Which job is run.</summary>
public sealed record RunNowInput : DatabricksModel
{
    /// <summary>Names the request, at most 64 characters: the service starts one run for it, however often it is sent.</summary>
    public string? IdempotencyToken { get; init; }

    /// <summary>Id of the job.</summary>
    public long? JobId { get; init; }
}
