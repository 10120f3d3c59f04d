using Prefect.Blocks;

namespace Prefect.Gcp;

/// <summary>There is no such Cloud Run job, or no longer.</summary>
public sealed class CloudRunJobNotFoundException : BlockException
{
    internal CloudRunJobNotFoundException(string jobName, string region, string attempt, Exception? innerException = null)
        : base(
            $"Could not {attempt}: there is no Cloud Run job '{jobName}' with an execution in '{region}'. Check name, region and project; "
            + "jobs are deleted once their execution has ended, unless keep_job is set.",
            innerException) =>
        JobName = jobName;

    /// <summary>Name of the job.</summary>
    public string JobName { get; }
}
