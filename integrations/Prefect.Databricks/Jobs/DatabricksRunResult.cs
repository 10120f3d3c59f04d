namespace Prefect.Databricks;

/// <summary>What a run left.</summary>
/// <param name="Outputs">What each task left, by its key, as it was tried last.</param>
/// <param name="Metadata">The run.</param>
public sealed record DatabricksRunResult(IReadOnlyDictionary<string, RunOutput> Outputs, Run Metadata)
{
    /// <summary>What each notebook gave back, by the key of its task; an empty output for a task that is none, or gave nothing.</summary>
    public IReadOnlyDictionary<string, NotebookOutput> NotebookOutputs { get; } =
        Outputs.ToDictionary(static output => output.Key, static output => output.Value.NotebookOutput ?? new NotebookOutput(), StringComparer.Ordinal);
}
