namespace Prefect.Databricks;

/// <summary>A page of a list of runs.</summary>
public sealed record RunPage : DatabricksModel
{
    /// <summary>The runs.</summary>
    public IReadOnlyList<Run>? Runs { get; init; }

    /// <summary>Whether there are more after it.</summary>
    public bool? HasMore { get; init; }

    /// <summary>Mark of the page after it; null at the end.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Mark of the page before it; null at the beginning.</summary>
    public string? PrevPageToken { get; init; }
}
