namespace Prefect.Databricks;

/// <summary>A page of a list of jobs.</summary>
public sealed record JobPage : DatabricksModel
{
    /// <summary>The jobs.</summary>
    public IReadOnlyList<Job>? Jobs { get; init; }

    /// <summary>Whether there are more after it.</summary>
    public bool? HasMore { get; init; }

    /// <summary>Mark of the page after it; null at the end.</summary>
    public string? NextPageToken { get; init; }

    /// <summary>Mark of the page before it; null at the beginning.</summary>
    public string? PrevPageToken { get; init; }
}
