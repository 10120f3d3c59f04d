namespace Prefect.Databricks;

/// <summary>A package of PyPI.</summary>
public sealed record PythonPyPiLibrary : DatabricksModel
{
    /// <summary>The package, with a version where that matters.</summary>
    public required string Package { get; init; }

    /// <summary>Repository that it is taken from.</summary>
    public string? Repo { get; init; }
}
