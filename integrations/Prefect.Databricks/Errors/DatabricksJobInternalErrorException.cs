namespace Prefect.Databricks;

/// <summary>The service failed to carry a run out.</summary>
public sealed class DatabricksJobInternalErrorException : DatabricksJobRunException
{
    internal DatabricksJobInternalErrorException(long runId, Run run)
        : base(Told("could not be carried out (INTERNAL_ERROR)", runId, run), runId, run)
    {
    }
}
