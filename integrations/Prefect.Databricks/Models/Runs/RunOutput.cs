namespace Prefect.Databricks;

/// <summary>What one task's run left: at most 5 MB of it.</summary>
public sealed record RunOutput : DatabricksModel
{
    /// <summary>Of a notebook.</summary>
    public NotebookOutput? NotebookOutput { get; init; }

    /// <summary>Of SQL.</summary>
    public SqlOutput? SqlOutput { get; init; }

    /// <summary>Of dbt.</summary>
    public DbtOutput? DbtOutput { get; init; }

    /// <summary>What it wrote: of a Java archive, a Python file or spark-submit, the last 5 MB.</summary>
    public string? Logs { get; init; }

    /// <summary>Whether there was more of that.</summary>
    public bool? LogsTruncated { get; init; }

    /// <summary>Why the task failed, or why there is no output; null for neither.</summary>
    public string? Error { get; init; }

    /// <summary>Where in the program that was; null when it is unknown.</summary>
    public string? ErrorTrace { get; init; }

    /// <summary>What else the service says.</summary>
    public string? Info { get; init; }

    /// <summary>The run.</summary>
    public Run? Metadata { get; init; }
}
