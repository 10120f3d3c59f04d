namespace Prefect.Databricks;

/// <summary>A run did not happen, as another of its job was under way.</summary>
public sealed class DatabricksJobSkippedException : DatabricksJobRunException
{
    internal DatabricksJobSkippedException(long runId, Run run)
        : base(Told("was skipped", runId, run), runId, run)
    {
    }
}
