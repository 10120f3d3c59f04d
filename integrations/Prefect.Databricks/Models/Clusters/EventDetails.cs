namespace Prefect.Databricks;

/// <summary>What is known about something that happened to a cluster.</summary>
public sealed record EventDetails : DatabricksModel
{
    /// <summary>What was set.</summary>
    public AwsAttributes? Attributes { get; init; }

    /// <summary>Why.</summary>
    public ResizeCause? Cause { get; init; }

    /// <summary>Size that was wanted.</summary>
    public ClusterSize? ClusterSize { get; init; }

    /// <summary>How many workers there were.</summary>
    public int? CurrentNumWorkers { get; init; }

    /// <summary>What was set before.</summary>
    public AwsAttributes? PreviousAttributes { get; init; }

    /// <summary>Size before.</summary>
    public ClusterSize? PreviousClusterSize { get; init; }

    /// <summary>Why it was ended.</summary>
    public TerminationReason? Reason { get; init; }

    /// <summary>How many workers were wanted.</summary>
    public int? TargetNumWorkers { get; init; }

    /// <summary>Who did it.</summary>
    public string? User { get; init; }
}
