namespace Prefect.Dbt;

/// <summary>How runs came to no good end, as errors.</summary>
internal static class DbtCloudEnds
{
    /// <exception cref="DbtCloudJobRunIncompleteException">It has not ended.</exception>
    /// <exception cref="DbtCloudJobRunCancelledException">It was cancelled.</exception>
    /// <exception cref="DbtCloudJobRunFailedException">It has failed.</exception>
    public static void ThrowUnlessSucceeded(DbtCloudRun run)
    {
        if (run.Status != DbtCloudJobRunStatus.Success)
        {
            throw Error(run);
        }
    }

    public static DbtCloudJobRunFailedException Failed(DbtCloudRun run) =>
        new(run.Id, $"The dbt Cloud run '{run.Id}' has failed: {Reason(run)}");

    private static string Reason(DbtCloudRun run) =>
        $"{run.StatusMessage ?? "dbt Cloud gives no reason."}{(run.Href is null ? "" : $" See {run.Href}")}";

    private static DbtCloudException Error(DbtCloudRun run) => run.Status switch
    {
        DbtCloudJobRunStatus.Failed => Failed(run),
        DbtCloudJobRunStatus.Cancelled => new DbtCloudJobRunCancelledException(run.Id, $"The dbt Cloud run '{run.Id}' was cancelled."),
        _ => new DbtCloudJobRunIncompleteException(run.Id, $"The dbt Cloud run '{run.Id}' has not ended: it is {run.Status}. Wait for it first."),
    };
}
