using System.Text.Json.Nodes;
using Prefect.Blocks;
using Prefect.Flows;

namespace Prefect.Databricks;

/// <summary>Jobs of a workspace: as methods, and as tasks to be run, submitted or mapped. Their runs are in the other part.</summary>
[SyncTwins]
public static partial class JobsTasks
{
    private const int LargestPage = 25;

    /// <summary>Creates a job.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="settings">What it does, where and when. Without a name it is called Untitled.</param>
    /// <param name="accessControlList">Who may do what with it. Default: its owner alone.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <returns>Id of the job.</returns>
    /// <example>
    /// <code>
    /// long jobId = await JobsTasks.JobsCreateAsync(credentials, new JobSettings
    /// {
    ///     Name = "nightly",
    ///     Tasks = [new() { TaskKey = "load", JobClusterKey = "small", NotebookTask = new() { NotebookPath = "/etl/load" } }],
    ///     JobClusters = [new() { JobClusterKey = "small", NewCluster = new() { SparkVersion = "13.3.x-scala2.12", NodeTypeId = "i3.xlarge", NumWorkers = 2 } }],
    /// });
    /// </code>
    /// </example>
    /// <exception cref="ArgumentException">An argument is null, or the settings have keys of tasks that cannot be used.</exception>
    /// <exception cref="DatabricksException">The service refused the job, or could not be reached. When there was no answer, look whether it is there before it is created again.</exception>
    [FlowTask]
    public static Task<long> JobsCreateAsync(
        DatabricksCredentials databricksCredentials,
        JobSettings settings,
        IReadOnlyList<AccessControlRequest>? accessControlList = null,
        CancellationToken cancellationToken = default)
    {
        JobsGuard.Settings(settings, nameof(settings));
        return JobsApi.Of(databricksCredentials).CreateAsync(settings, accessControlList, cancellationToken);
    }

    /// <summary>Deletes a job. Runs that are under way go on.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be deleted, or the service could not be reached.</exception>
    [FlowTask]
    public static Task JobsDeleteAsync(DatabricksCredentials databricksCredentials, long? jobId = null, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).DeleteAsync(jobId, cancellationToken);

    /// <summary>Reads a job.</summary>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentNullException">The credentials are null.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be read, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<Job> JobsGetAsync(long jobId, DatabricksCredentials databricksCredentials, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).GetAsync(jobId, cancellationToken);

    /// <summary>Reads one page of the list of jobs. <see cref="DatabricksClient.ListJobsAsync"/> reads all.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="limit">How many jobs, 1 to 25.</param>
    /// <param name="offset">How many jobs are passed over, the newest first; at least 0.</param>
    /// <param name="name">Name that they have, in any case. Default: any.</param>
    /// <param name="expandTasks">Whether tasks and clusters come along.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">An argument is null or out of its range.</exception>
    /// <exception cref="DatabricksException">The service refused the request or could not be reached.</exception>
    [FlowTask]
    public static Task<JobPage> JobsListAsync(
        DatabricksCredentials databricksCredentials,
        int limit = 20,
        int offset = 0,
        string? name = null,
        bool expandTasks = false,
        CancellationToken cancellationToken = default)
    {
        CheckPage(limit, offset);
        return JobsApi.Of(databricksCredentials).ListAsync(limit, offset, name, expandTasks, cancellationToken);
    }

    /// <summary>Replaces all settings of a job.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="newSettings">What it does from now on, where and when.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The credentials are null, or the settings have keys of tasks that cannot be used.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be changed, or the service could not be reached.</exception>
    [FlowTask]
    public static Task JobsResetAsync(
        DatabricksCredentials databricksCredentials, long? jobId = null, JobSettings? newSettings = null, CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).ResetAsync(jobId, Checked(newSettings), cancellationToken);

    /// <summary>Changes some settings of a job.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="newSettings">The settings that are set or replaced, each as a whole.</param>
    /// <param name="fieldsToRemove">Names of settings that are taken away, such as <c>schedule</c>.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="ArgumentException">The credentials are null, or the settings have keys of tasks that cannot be used.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be changed, or the service could not be reached.</exception>
    [FlowTask]
    public static Task JobsUpdateAsync(
        DatabricksCredentials databricksCredentials,
        long? jobId = null,
        JobSettings? newSettings = null,
        IReadOnlyList<string>? fieldsToRemove = null,
        CancellationToken cancellationToken = default) =>
        JobsApi.Of(databricksCredentials).UpdateAsync(jobId, Checked(newSettings), fieldsToRemove, cancellationToken);

    /// <summary>Starts a run of a job. However often the request has to be sent, it is one run. <see cref="DatabricksJob"/> waits for it too.</summary>
    /// <param name="databricksCredentials">How to sign in.</param>
    /// <param name="jobId">Id of the job.</param>
    /// <param name="idempotencyToken">Names the request, at most 64 characters: there is one run for it. Default: one that nobody has used.</param>
    /// <param name="parameters">Parameters of the tasks, in place of those of the job.</param>
    /// <param name="jobParameters">Parameters of the job, by name, in place of their defaults.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <returns>The run.</returns>
    /// <exception cref="ArgumentException">The credentials are null, or the token is too long.</exception>
    /// <exception cref="DatabricksException">The job is not there or may not be run, or the service could not be reached.</exception>
    [FlowTask]
    public static Task<RunSubmission> JobsRunNowAsync(
        DatabricksCredentials databricksCredentials,
        long jobId,
        string? idempotencyToken = null,
        RunParameters? parameters = null,
        JsonObject? jobParameters = null,
        CancellationToken cancellationToken = default)
    {
        string token = JobsGuard.Token(idempotencyToken, nameof(idempotencyToken));
        return JobsApi.Of(databricksCredentials).RunNowAsync(jobId, token, parameters, jobParameters, cancellationToken);
    }

    private static JobSettings? Checked(JobSettings? settings) => settings is null ? null : JobsGuard.Settings(settings, "newSettings");

    private static void CheckPage(int limit, int offset)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(limit, 1);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(limit, LargestPage);
        ArgumentOutOfRangeException.ThrowIfNegative(offset);
    }
}
