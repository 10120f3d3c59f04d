namespace Prefect.Flows;

/// <summary>Chooses artifacts; what is not set does not matter.</summary>
public sealed record ArtifactFilter
{
    /// <summary>Their key.</summary>
    public string? Key { get; init; }

    /// <summary>The flow run that made them.</summary>
    public Guid? FlowRunId { get; init; }

    /// <summary>The task run that made them.</summary>
    public Guid? TaskRunId { get; init; }

    /// <summary>Whether only the newest of each key is meant; those without a key are all meant.</summary>
    public bool LatestOnly { get; init; }

    /// <summary>Most artifacts to give; all by default.</summary>
    public int? Limit { get; init; }
}
