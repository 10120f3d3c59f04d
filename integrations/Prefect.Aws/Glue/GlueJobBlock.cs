using System.Text.Json.Nodes;
using Prefect.Blocks;

namespace Prefect.Aws;

/// <summary>A job in AWS Glue.</summary>
/// <example>
/// <code>
/// GlueJobBlock job = await GlueJobBlock.LoadAsync("nightly");
/// GlueJobRun run = await job.TriggerOnceAsync("nightly-2026-11-20");
/// await run.WaitForCompletionAsync();
/// </code>
/// </example>
[Block(
    Logo = "https://cdn.sanity.io/images/3ugk85nk/production/d74b16fe84ce626345adf235a47008fea2869a60-225x225.png",
    Documentation = "https://docs.prefect.io/integrations/prefect-aws")]
public sealed partial record GlueJobBlock : Block, IJob<GlueJobRunState>, ICheckable
{
    private const int LongestKey = 255;
    private const double LongestInterval = 86_400;

    private static readonly TimeSpan s_lookBack = TimeSpan.FromDays(7);

    private TimeProvider _time = TimeProvider.System;

    /// <summary>Name of the job.</summary>
    [BlockField(Title = "AWS Glue Job Name")]
    public required string JobName { get; init; }

    /// <summary>Arguments of a run, which replace the job's own. Numbers and truth values are sent as texts.</summary>
    [BlockField(Title = "AWS Glue Job Arguments")]
    public JsonObject? Arguments { get; init; }

    /// <summary>Seconds between two reads of a run's state, 0 to 86400.</summary>
    public double JobWatchPollInterval { get; init; } = 60.0;

    /// <summary>How to sign in.</summary>
    [BlockField(Title = "AWS Credentials")]
    public AwsCredentials AwsCredentials { get; init; } = new();

    /// <summary>Starts a run.</summary>
    /// <remarks>
    /// The request is sent again only when it is sure that no run began. When that is not known, an exception says so; with
    /// <see cref="TriggerOnceAsync"/> it can be known.
    /// </remarks>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <exception cref="AwsConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="AwsException">The job is not there or may not be run, or the service could not be reached.</exception>
    public async Task<GlueJobRun> TriggerAsync(CancellationToken cancellationToken = default)
    {
        JsonObject? arguments = GlueArguments.Write(Arguments, submissionKey: null);
        string id = await Connect().StartAsync(arguments, _time, cancellationToken).ConfigureAwait(false);
        return Attach(id) with { IsNew = true };
    }

    /// <summary>
    /// Starts a run under a key, or takes up the run that was started under it: by an attempt whose answer was lost, or by a process that
    /// was killed.
    /// </summary>
    /// <remarks>
    /// The service knows no such keys. The key goes with the run as the argument <c>--prefect-submission-key</c>, which Glue's own
    /// <c>getResolvedOptions</c> passes over, and the runs of the job are searched for it first. It guards attempts that follow each other;
    /// for ones at the same time, leave the job's maximum concurrency at 1.
    /// </remarks>
    /// <param name="submissionKey">Says what the run is for, the same each time: the id of a flow run, or a date. At most 255 characters.</param>
    /// <param name="lookBack">How far back a run is searched for; <see cref="TimeSpan.MaxValue"/> among all there are. Default: seven days.</param>
    /// <param name="cancellationToken">Ends the starting, not the run.</param>
    /// <returns>The run, which may have ended already.</returns>
    /// <exception cref="ArgumentException">The key is empty or too long, or the time to look back is negative.</exception>
    /// <exception cref="AwsConfigurationException">A property has a value that cannot be used.</exception>
    /// <exception cref="AwsException">The job is not there, or may not be run or listed, or the service could not be reached.</exception>
    public async Task<GlueJobRun> TriggerOnceAsync(string submissionKey, TimeSpan? lookBack = null, CancellationToken cancellationToken = default)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(submissionKey);
        ArgumentOutOfRangeException.ThrowIfGreaterThan(submissionKey.Length, LongestKey, nameof(submissionKey));
        ArgumentOutOfRangeException.ThrowIfLessThan(lookBack ?? s_lookBack, TimeSpan.Zero, nameof(lookBack));
        JsonObject? arguments = GlueArguments.Write(Arguments, submissionKey);
        GlueApi api = Connect();
        DateTimeOffset since = Since(lookBack ?? s_lookBack);
        for (int attempt = 1; ; attempt++)
        {
            if (await api.FindAsync(GlueArguments.SubmissionKey, submissionKey, since, cancellationToken).ConfigureAwait(false) is { } found)
            {
                return Attach(found);
            }

            try
            {
                string id = await api.StartAsync(arguments?.DeepClone().AsObject(), _time, cancellationToken).ConfigureAwait(false);
                return Attach(id) with { IsNew = true };
            }
            catch (AwsException exception) when (attempt < api.Attempts && AwsOnce.MayHaveBeenCarriedOut(exception))
            {
                await Task.Delay(AwsOnce.Backoff.Pause(attempt), _time, cancellationToken).ConfigureAwait(false);
            }
        }
    }

    /// <summary>Takes up a run that was started before, in this process or another. Nothing is sent.</summary>
    /// <param name="runId">The service's id of the run.</param>
    /// <exception cref="ArgumentException">The id is empty.</exception>
    /// <exception cref="AwsConfigurationException">A property has a value that cannot be used.</exception>
    public GlueJobRun Attach(string runId)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(runId);
        Validate();
        return new GlueJobRun(JobName, runId, AwsCredentials) { PollInterval = TimeSpan.FromSeconds(JobWatchPollInterval), Time = _time, Log = Logger };
    }

    /// <summary>Signs in, and finds the job. It asks for the permission <c>glue:GetJob</c>, which runs do not need.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default)
    {
        return AwsCheck.ResourceAsync(Client, (client, token) => GlueApi.CheckAsync(client, JobName, token), cancellationToken);

        AwsClient Client()
        {
            Validate();
            return AwsClient.For(AwsCredentials, AwsService.Glue);
        }
    }

    async Task<IJobRun<GlueJobRunState>> IJob<GlueJobRunState>.TriggerAsync(CancellationToken cancellationToken) =>
        await TriggerAsync(cancellationToken).ConfigureAwait(false);

    internal GlueJobBlock WithTime(TimeProvider time) => this with { _time = time };

    private DateTimeOffset Since(TimeSpan lookBack)
    {
        DateTimeOffset now = _time.GetUtcNow();
        return lookBack < now - DateTimeOffset.MinValue ? now - lookBack : DateTimeOffset.MinValue;
    }

    private GlueApi Connect()
    {
        Validate();
        return new GlueApi(AwsCredentials, JobName);
    }

    private void Validate()
    {
        if (string.IsNullOrWhiteSpace(JobName))
        {
            throw new AwsConfigurationException("job_name", "The Glue job has no job_name.");
        }

        if (JobWatchPollInterval is not (>= 0 and <= LongestInterval))
        {
            throw new AwsConfigurationException(
                "job_watch_poll_interval", $"job_watch_poll_interval of the Glue job '{JobName}' must be 0 to 86400 seconds, not {JobWatchPollInterval}.");
        }

        if (AwsCredentials is null)
        {
            throw new AwsConfigurationException("aws_credentials", $"The Glue job '{JobName}' has no aws_credentials.");
        }
    }
}
