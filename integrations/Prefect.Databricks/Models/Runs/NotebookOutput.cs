namespace Prefect.Databricks;

/// <summary>What a notebook gave back.</summary>
public sealed record NotebookOutput : DatabricksModel
{
    /// <summary>The text that it ended with.</summary>
    public string? Result { get; init; }

    /// <summary>Whether there was more of it.</summary>
    public bool? Truncated { get; init; }
}
