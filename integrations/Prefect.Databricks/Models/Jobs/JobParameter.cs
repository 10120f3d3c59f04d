namespace Prefect.Databricks;

/// <summary>A parameter of a job.</summary>
public sealed record JobParameter : DatabricksModel
{
    /// <summary>Name of the parameter.</summary>
    public string? Name { get; init; }

    /// <summary>Its value where nobody says another.</summary>
    public string? Default { get; init; }
}
