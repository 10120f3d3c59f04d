namespace Prefect.Databricks;

/// <summary>Runs a class of a Java archive.</summary>
public sealed record SparkJarTask : DatabricksModel
{
    /// <summary>Address of the archive; better a library.</summary>
    public string? JarUri { get; init; }

    /// <summary>The class.</summary>
    public string? MainClassName { get; init; }

    /// <summary>Parameters, in order.</summary>
    public IReadOnlyList<string>? Parameters { get; init; }
}
