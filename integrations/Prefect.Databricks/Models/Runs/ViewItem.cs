namespace Prefect.Databricks;

/// <summary>An exported page.</summary>
public sealed record ViewItem : DatabricksModel
{
    /// <summary>The page, as HTML.</summary>
    public string? Content { get; init; }

    /// <summary>Name of the page.</summary>
    public string? Name { get; init; }

    /// <summary>Kind of the page.</summary>
    public ViewType? Type { get; init; }
}
