namespace Prefect.Client;

/// <summary>Chooses artifacts.</summary>
public sealed record ApiArtifactFilter
{
    /// <summary>How the parts go together. Default: all of them hold.</summary>
    public FilterOperator? Operator { get; init; }

    /// <summary>Id; not where the latest versions are asked for.</summary>
    public IdFilter? Id { get; init; }

    /// <summary>Id of the latest version; only where the latest versions are asked for.</summary>
    public IdFilter? LatestId { get; init; }

    /// <summary>Key.</summary>
    public TextFilter? Key { get; init; }

    /// <summary>Flow run that made it.</summary>
    public IdFilter? FlowRunId { get; init; }

    /// <summary>Task run that made it.</summary>
    public IdFilter? TaskRunId { get; init; }

    /// <summary>How it is shown.</summary>
    public TextFilter? Type { get; init; }
}
