using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>
/// A run of a Glue job. What is to be kept of it is its <see cref="Id"/>: with it any process takes up the same run again, by
/// <see cref="GlueJobBlock.Attach"/> or by the constructor.
/// </summary>
[SyncTwins]
public sealed partial record GlueJobRun : IJobRun<GlueJobRunState>
{
    private static readonly TimeSpan s_longestInterval = TimeSpan.FromDays(1);

    /// <summary>Takes up a run that is there already. Nothing is sent.</summary>
    /// <param name="jobName">Name of the job.</param>
    /// <param name="id">The service's id of the run, such as <c>jr_0123…</c>.</param>
    /// <param name="awsCredentials">How to sign in.</param>
    /// <exception cref="ArgumentException">An argument is null or empty.</exception>
    public GlueJobRun(string jobName, string id, AwsCredentials awsCredentials)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(jobName);
        ArgumentException.ThrowIfNullOrWhiteSpace(id);
        ArgumentNullException.ThrowIfNull(awsCredentials);
        JobName = jobName;
        Id = id;
        AwsCredentials = awsCredentials;
    }

    /// <summary>Name of the job.</summary>
    public string JobName { get; }

    /// <inheritdoc/>
    public string Id { get; }

    /// <summary>How to sign in.</summary>
    public AwsCredentials AwsCredentials { get; }

    /// <summary>Time between two reads of the state, 0 to a day. Default: 60 seconds.</summary>
    /// <exception cref="ArgumentOutOfRangeException">The time is negative or longer than a day.</exception>
    public TimeSpan PollInterval
    {
        get;
        init
        {
            ArgumentOutOfRangeException.ThrowIfLessThan(value, TimeSpan.Zero);
            ArgumentOutOfRangeException.ThrowIfGreaterThan(value, s_longestInterval);
            field = value;
        }
    } = TimeSpan.FromSeconds(60);

    /// <summary>
    /// Whether the run is stopped when waiting for it is cancelled. Default: <see langword="false"/>, it goes on. That it could not be
    /// stopped is logged.
    /// </summary>
    public bool CancelRemote { get; init; }

    internal TimeProvider Time { get; init; } = TimeProvider.System;

    internal ILogger Log { get; init; } = NullLogger.Instance;

    /// <summary>Whether this process has just started it, so that the service may not know it yet.</summary>
    internal bool IsNew { get; init; }

    /// <summary>Waits until the run has ended.</summary>
    /// <remarks>
    /// A state that cannot be read is no verdict: reading is tried again, after a second at first, and later after up to 20 seconds. Only
    /// when all reads have failed for ten minutes, 20 at least, is waiting given up; so it is at once when the service refuses, because of a
    /// missing permission for one.
    /// </remarks>
    /// <param name="cancellationToken">Ends the waiting; the run too with <see cref="CancelRemote"/>.</param>
    /// <exception cref="GlueJobRunException">The run has ended, and not well.</exception>
    /// <exception cref="AwsException">The state may not be read, or could not be for ten minutes.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        GlueApi api = new(AwsCredentials, JobName);
        GlueJobRunMessage ended = await new GlueRunWatch(api, this).WaitAsync(cancellationToken).ConfigureAwait(false);
        GlueJobRunState state = GlueStates.Parse(ended.JobRunState!);
        if (state != GlueJobRunState.Succeeded)
        {
            throw new GlueJobRunException(JobName, Id, state, ended.ErrorMessage);
        }
    }

    /// <summary>Reads the state of the run.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AwsException">The run is not there or its state may not be read, or the service could not be reached.</exception>
    public async Task<GlueJobRunState> FetchResultAsync(CancellationToken cancellationToken = default)
    {
        GlueJobRunMessage? run = await new GlueApi(AwsCredentials, JobName).GetAsync(Id, cancellationToken).ConfigureAwait(false);
        return run is null ? GlueJobRunState.Unknown : GlueStates.Parse(run.JobRunState!);
    }

    /// <summary>Asks the service to stop the run. It has ended once <see cref="WaitForCompletionAsync"/> says so.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="AwsException">The run has ended or may not be stopped, or the service could not be reached.</exception>
    public Task StopAsync(CancellationToken cancellationToken = default) => new GlueApi(AwsCredentials, JobName).StopAsync(Id, cancellationToken);

    /// <summary>Gives the job's name and the run's id.</summary>
    public override string ToString() => $"{JobName}/{Id}";
}
