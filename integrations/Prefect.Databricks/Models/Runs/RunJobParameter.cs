namespace Prefect.Databricks;

/// <summary>A parameter of a job in a run.</summary>
public sealed record RunJobParameter : DatabricksModel
{
    /// <summary>Name of the parameter.</summary>
    public string? Name { get; init; }

    /// <summary>Its value where nobody says another.</summary>
    public string? Default { get; init; }

    /// <summary>Its value in this run.</summary>
    public string? Value { get; init; }
}
