using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Databricks;

/// <summary>Runs.</summary>
public static partial class JobsTasks
{
    /// <summary>Starts a run of tasks, without a job. However often the request has to be sent, it is one run. <see cref="DatabricksOneTimeJob"/> waits for it too.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="settings">What is run. Without a token it gets one that nobody has used.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">An argument is null, or the settings have keys of tasks, or a token, that cannot be used.</exception>
    /// <exception cref="DatabricksException">The service refused the run, or could not be reached.</exception>
    [FlowTask]
    public static Task<RunSubmission> JobsRunsSubmitAsync(
        DatabricksCredentials databricksCredentials, RunSubmitSettings settings, CancellationToken cancellationToken = default)
    {
        JobsGuard.Settings(settings, nameof(settings));
        return JobsApi.Of(databricksCredentials).SubmitAsync(settings, JobsGuard.Token(settings.IdempotencyToken, nameof(settings)), cancellationToken);
    }

    /// <summary>Reads a run.</summary>
    /// <param name="runId">Id of the run.</param>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="includeHistory">Whether its repairs come along. Default: no.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The run is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<Run> JobsRunsGetAsync(
        long runId, DatabricksCredentials databricksCredentials, bool? includeHistory = null, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).GetRunAsync(runId, includeHistory, null, cancellationToken);

    /// <summary>Reads what the run of one task left: at most 5 MB. Of a run with several tasks, ask for each by the id of its own run.</summary>
    /// <param name="runId">Id of the task's run.</param>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The run has several tasks, is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<RunOutput> JobsRunsGetOutputAsync(long runId, DatabricksCredentials databricksCredentials, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).GetOutputAsync(runId, cancellationToken);

    /// <summary>Reads the pages of a notebook's run.</summary>
    /// <param name="runId">Id of the task's run.</param>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="viewsToExport">Which pages. Default: the notebook with its code.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The run is none of a notebook, is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<RunExport> JobsRunsExportAsync(
        long runId, DatabricksCredentials databricksCredentials, ViewsToExport? viewsToExport = null, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).ExportAsync(runId, viewsToExport, cancellationToken);

    /// <summary>Reads one page of the list of runs, the newest first. <see cref="DatabricksClient.ListRunsAsync"/> reads all.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="filter">Which runs. Default: all.</param>
    /// <param name="offset">How many runs are passed over; at least 0.</param>
    /// <param name="limit">How many runs, 1 to 25.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or out of its range, or only runs under way and only ended ones are wanted.</exception>
    /// <exception cref="DatabricksException">The service refused the request or could not be reached.</exception>
    [FlowTask]
    public static Task<RunPage> JobsRunsListAsync(
        DatabricksCredentials databricksCredentials, RunFilter? filter = null, int offset = 0, int limit = 25, CancellationToken cancellationToken = default)
    {
        CheckPage(limit, offset);
        return JobsApi.Of(databricksCredentials).ListRunsAsync(RunFilter.Checked(filter ?? new RunFilter()), offset, limit, cancellationToken);
    }

    /// <summary>Cancels a run. It has ended some time later.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The run is not there or may not be cancelled, or the service could not be reached.</exception>
    [FlowTask]
    public static Task JobsRunsCancelAsync(DatabricksCredentials databricksCredentials, long? runId = null, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).CancelAsync(runId, cancellationToken);

    /// <summary>Cancels all runs of a job that are under way. They have ended some time later.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be cancelled, or the service could not be reached.</exception>
    [FlowTask]
    public static Task JobsRunsCancelAllAsync(DatabricksCredentials databricksCredentials, long? jobId = null, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).CancelAllAsync(jobId, cancellationToken);

    /// <summary>Deletes a run that has ended.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="runId">Id of the run.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The run is under way, is not there or may not be deleted, or the service could not be reached.</exception>
    [FlowTask]
    public static Task JobsRunsDeleteAsync(DatabricksCredentials databricksCredentials, long? runId = null, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).DeleteRunAsync(runId, cancellationToken);

    /// <summary>Has tasks of a run carried out again, which has ended.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="repair">The run, which of its tasks, and the latest repair from the second one on.</param>
    /// <param name="parameters">Parameters in place of those of before.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Id of the repair.</returns>
    /// <exception cref="ArgumentException">An argument is null, or a key is none that a task can have.</exception>
    /// <exception cref="DatabricksException">The run is under way, is not there or may not be repaired, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<long> JobsRunsRepairAsync(
        DatabricksCredentials databricksCredentials, RepairRunInput repair, RunParameters? parameters = null, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(repair);
        JobsGuard.Keys(repair.RerunTasks, nameof(repair));
        return JobsApi.Of(databricksCredentials).RepairAsync(repair, parameters, cancellationToken);
    }
}
