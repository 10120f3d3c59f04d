namespace Prefect.Databricks;

/// <summary>A run has failed, was cancelled, or took longer than it may.</summary>
public sealed class DatabricksJobTerminatedException : DatabricksJobRunException
{
    internal DatabricksJobTerminatedException(long runId, Run run)
        : base(Told($"ended as {run.State?.ResultState?.Value ?? "TERMINATED"}", runId, run), runId, run)
    {
    }
}
