namespace Prefect.Databricks;

/// <summary>A run had not ended after the longest time that is waited. It goes on.</summary>
public sealed class DatabricksJobRunTimedOutException : DatabricksJobRunException
{
    internal DatabricksJobRunTimedOutException(long runId, Run? run, TimeSpan waited, Exception innerException)
        : base(
            $"The Databricks run '{runId}' had not ended after {waited.TotalSeconds:0} seconds; it is {run?.State?.LifeCycleState?.Value ?? "in an unknown state"}. "
            + "It goes on: wait for it again by its id, or cancel it.",
            runId,
            run,
            innerException)
    {
    }
}
