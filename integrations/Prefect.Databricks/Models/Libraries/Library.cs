namespace Prefect.Databricks;

/// <summary>A library to be installed on a cluster: one of these.</summary>
public sealed record Library : DatabricksModel
{
    /// <summary>A package of CRAN.</summary>
    public RCranLibrary? Cran { get; init; }

    /// <summary>Address of a Python egg.</summary>
    public string? Egg { get; init; }

    /// <summary>Address of a Java archive.</summary>
    public string? Jar { get; init; }

    /// <summary>A library of a Maven repository.</summary>
    public MavenLibrary? Maven { get; init; }

    /// <summary>A package of PyPI.</summary>
    public PythonPyPiLibrary? Pypi { get; init; }

    /// <summary>Address of a Python wheel.</summary>
    public string? Whl { get; init; }
}
