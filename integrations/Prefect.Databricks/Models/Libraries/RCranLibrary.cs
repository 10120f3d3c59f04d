namespace Prefect.Databricks;

/// <summary>A package of CRAN.</summary>
public sealed record RCranLibrary : DatabricksModel
{
    /// <summary>The package, with a version where that matters.</summary>
    public required string Package { get; init; }

    /// <summary>Repository that it is taken from.</summary>
    public string? Repo { get; init; }
}
