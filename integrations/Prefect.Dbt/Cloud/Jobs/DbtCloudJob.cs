using Prefect.Blocks;

namespace Prefect.Dbt;

/// <summary>A job in dbt Cloud.</summary>
/// <example>
/// <code>
/// DbtCloudJob job = await DbtCloudJob.LoadAsync("nightly");
/// DbtCloudJobRun run = await job.TriggerOnceAsync("nightly-2026-11-20");
/// await run.WaitForCompletionAsync();
/// DbtCloudRun result = await run.FetchResultAsync();
/// </code>
/// </example>
[Block(
    "dbt Cloud Job",
    Logo = "https://images.ctfassets.net/gm98wzqotmnx/5zE9lxfzBHjw3tnEup4wWL/9a001902ed43a84c6c96d23b24622e19/dbt-bit_tm.png?h=250",
    Documentation = "https://docs.prefect.io/integrations/prefect-dbt")]
public sealed partial record DbtCloudJob : Block, IJob<DbtCloudRun>, ICheckable
{
    private const int LongestInterval = 86_400;
    private const int LongestKey = 255;

    private static readonly TimeSpan s_lookBack = TimeSpan.FromDays(7);

    private DbtCloudOptions? _options;

    /// <summary>How to sign in.</summary>
    public required DbtCloudCredentials DbtCloudCredentials { get; init; }

    /// <summary>Id of the job: the number after <c>/jobs/</c> in the address of its page.</summary>
    [BlockField(Title = "Job ID")]
    public required long JobId { get; init; }

    /// <summary>Seconds that a run is waited for, at least 0. The run goes on after it.</summary>
    public int TimeoutSeconds { get; init; } = 900;

    /// <summary>Seconds between two reads of a run's state, 0 to 86400.</summary>
    public int IntervalSeconds { get; init; } = 10;

    /// <summary>What is different in runs that are started from here.</summary>
    public TriggerJobRunOptions TriggerJobRunOptions { get; init; } = new();

    /// <summary>Reads the job.</summary>
    /// <param name="orderBy">Field that related lists are sorted by; with a minus sign before it, the other way round.</param>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="DbtCloudGetJobFailedException">The job is not there or may not be read, or dbt Cloud could not be reached.</exception>
    public Task<DbtCloudJobDefinition> GetJobAsync(string? orderBy = null, CancellationToken cancellationToken = default) =>
        Connect().GetJobAsync(JobId, orderBy, cancellationToken);

    /// <summary>Starts a run, once: see <see cref="DbtCloudAdministrativeClient.TriggerJobRunAsync"/>.</summary>
    /// <param name="triggerJobRunOptions">What is different in this run. Default: what the block says.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="DbtCloudJobRunTriggerFailedException">The run could not be started, or it is not known whether it was: the message says which.</exception>
    public async Task<DbtCloudJobRun> TriggerAsync(TriggerJobRunOptions? triggerJobRunOptions = null, CancellationToken cancellationToken = default)
    {
        DbtCloudAdministrativeClient client = Connect();
        DbtCloudStart start = await Submission(client, triggerJobRunOptions, DbtCloudCause.NewMark()).RunAsync(cancellationToken).ConfigureAwait(false);
        return new DbtCloudJobRun(this, client, start.Run.Id, start.IsNew);
    }

    /// <summary>
    /// Starts a run under a key, or takes up the run that was started under it: by an attempt whose answer was lost, by a process that was killed,
    /// or by another one.
    /// </summary>
    /// <remarks>
    /// dbt Cloud knows no such keys. A mark made of the key ends the cause of the run, and the runs of the job are searched for it first. Of runs that
    /// processes start under one key in the same moment the later ones are cancelled.
    /// </remarks>
    /// <param name="submissionKey">Says what the run is for, the same each time: the id of a flow run, or a date. At most 255 characters.</param>
    /// <param name="triggerJobRunOptions">What is different in this run. Default: what the block says.</param>
    /// <param name="lookBack">How far back a run is searched for; <see cref="TimeSpan.MaxValue"/> among all there are. Default: seven days.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <returns>The run, which may have ended already.</returns>
    /// <exception cref="ArgumentException">The key is empty or too long, or the time to look back is negative.</exception>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="DbtCloudException">The runs may not be listed, the run could not be started, or it is not known whether it was.</exception>
    public async Task<DbtCloudJobRun> TriggerOnceAsync(
        string submissionKey, TriggerJobRunOptions? triggerJobRunOptions = null, TimeSpan? lookBack = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(submissionKey.Length, LongestKey, nameof(submissionKey));
        ArgumentOutOfRangeException.ThrowIfLessThan(lookBack ?? s_lookBack, TimeSpan.Zero, nameof(lookBack));
        DbtCloudAdministrativeClient client = Connect();
        DbtCloudStart start = await Submission(client, triggerJobRunOptions, DbtCloudCause.Mark(submissionKey))
            .RunOnceAsync(lookBack ?? s_lookBack, cancellationToken).ConfigureAwait(false);
        return new DbtCloudJobRun(this, client, start.Run.Id, start.IsNew);
    }

    /// <summary>Takes up a run that was started before, in this process or another. Nothing is sent.</summary>
    /// <param name="runId">dbt Cloud's id of the run.</param>
    /// <exception cref="ArgumentOutOfRangeException">The id is not positive.</exception>
    /// <exception cref="DbtConfigurationException">A property has a value that cannot be used.</exception>
    public DbtCloudJobRun Attach(long runId)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(runId);
        return new DbtCloudJobRun(this, Connect(), runId, isNew: false);
    }

    /// <summary>Gives the same job, asked for in another way.</summary>
    /// <param name="options">How often and how patiently.</param>
    /// <exception cref="ArgumentNullException"><paramref name="options"/> is null.</exception>
    public DbtCloudJob WithOptions(DbtCloudOptions options)
    {
        ArgumentNullException.ThrowIfNull(options);
        return this with { _options = options };
    }

    /// <summary>Signs in, and finds the job.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        DbtCloudCheck.RunAsync(
            () => WithOptions((_options ?? DbtCloudOptions.Current) with { Attempts = 1 }).Connect(),
            async (client, token) => $"The dbt Cloud job '{JobId}' is there: {(await client.GetJobAsync(JobId, null, token).ConfigureAwait(false)).Name}.",
            cancellationToken);

    async Task<IJobRun<DbtCloudRun>> IJob<DbtCloudRun>.TriggerAsync(CancellationToken cancellationToken) =>
        await TriggerAsync(null, cancellationToken).ConfigureAwait(false);

    internal DbtCloudAdministrativeClient Connect()
    {
        Validate();
        return DbtCloudCredentials.GetAdministrativeClient(_options);
    }

    private DbtCloudSubmission Submission(DbtCloudAdministrativeClient client, TriggerJobRunOptions? options, string mark) =>
        new(client, JobId, options ?? TriggerJobRunOptions, mark);

    private void Validate()
    {
        if (DbtCloudCredentials is null)
        {
            throw new DbtConfigurationException("dbt_cloud_credentials", "The dbt Cloud job has no dbt_cloud_credentials.");
        }

        if (TriggerJobRunOptions is null)
        {
            throw new DbtConfigurationException("trigger_job_run_options", "The dbt Cloud job has no trigger_job_run_options.");
        }

        Demand(JobId > 0, "job_id", "positive", JobId);
        Demand(TimeoutSeconds >= 0, "timeout_seconds", "0 or more", TimeoutSeconds);
        Demand(IntervalSeconds is >= 0 and <= LongestInterval, "interval_seconds", "0 to 86400", IntervalSeconds);
    }

    private static void Demand(bool isSo, string field, string range, long value)
    {
        if (!isSo)
        {
            throw new DbtConfigurationException(field, $"{field} of the dbt Cloud job must be {range}, not {value}.");
        }
    }
}
