using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>A run of a Cloud Run job: one execution of it.</summary>
[SyncTwins]
public sealed partial class CloudRunJobRun : IJobRun<CloudRunOutcome>
{
    private readonly CloudRunPlan _plan;
    private CloudRunOutcome? _ended;
    private CloudRunOutcome? _result;

    internal CloudRunJobRun(CloudRunPlan plan, string jobName, string? executionName)
    {
        _plan = plan;
        JobName = jobName;
        ExecutionName = executionName;
    }

    /// <summary>Name of the job; with it a later process takes the run up: <see cref="CloudRunJobV2.Attach"/>.</summary>
    public string Id => JobName;

    /// <summary>Name of the job.</summary>
    public string JobName { get; }

    /// <summary>Name of the execution; null until it is known, where the run was taken up.</summary>
    public string? ExecutionName { get; private set; }

    private static ILogger Logger => PrefectLogging.CreateLogger(typeof(CloudRunJobRun));

    private CloudRunCleanup Cleanup => new(_plan, Logger);

    /// <summary>Asks how the execution stands.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="CloudRunJobNotFoundException">There is no such job or execution, or no longer.</exception>
    /// <exception cref="GcpConfigurationException">Nothing says which project.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<CloudRunOutcome> DescribeAsync(CancellationToken cancellationToken = default)
    {
        CloudRunOutcome outcome = await LookAsync(cancellationToken).ConfigureAwait(false);
        return outcome.WasDeleted ? throw NotFound("read the state of the run", exception: null) : outcome;
    }

    /// <summary>Waits until the execution has ended, deletes the job unless it is kept, and gives how it ended, with success or without.</summary>
    /// <param name="timeout">How long is waited at most. The execution goes on after it. Default: without end.</param>
    /// <param name="cancellationToken">Ends the waiting, and the execution too with <see cref="CloudRunOptions.CancelRemote"/>.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="timeout"/> is negative.</exception>
    /// <exception cref="TimeoutException">The execution had not ended in time.</exception>
    /// <exception cref="CloudRunJobNotFoundException">The run was taken up, and there is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused a request, or was out of reach for longer than <see cref="CloudRunOptions.Patience"/>.</exception>
    public async Task<CloudRunOutcome> WaitAsync(TimeSpan? timeout = null, CancellationToken cancellationToken = default)
    {
        ArgumentOutOfRangeException.ThrowIfLessThan(timeout ?? TimeSpan.Zero, TimeSpan.Zero, nameof(timeout));
        if (_result is not null)
        {
            return _result;
        }

        CloudRunOutcome outcome;
        try
        {
            outcome = await WatchAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
        catch (OperationCanceledException) when (_plan.Options.CancelRemote && cancellationToken.IsCancellationRequested)
        {
            await EndQuietlyAsync().ConfigureAwait(false);
            throw;
        }

        await Cleanup.AfterAsync(JobName).ConfigureAwait(false);
        return _result = outcome;
    }

    /// <summary>Waits until the execution has ended with success.</summary>
    /// <param name="cancellationToken">Ends the waiting, and the execution too with <see cref="CloudRunOptions.CancelRemote"/>.</param>
    /// <exception cref="CloudRunJobException">It ended without success; its diagnosis tells why and what to do.</exception>
    /// <exception cref="CloudRunJobNotFoundException">The run was taken up, and there is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused a request, or was out of reach for longer than <see cref="CloudRunOptions.Patience"/>.</exception>
    public async Task WaitForCompletionAsync(CancellationToken cancellationToken = default)
    {
        CloudRunOutcome outcome = await WaitAsync(timeout: null, cancellationToken).ConfigureAwait(false);
        if (outcome is { Succeeded: false, Diagnosis: { } diagnosis })
        {
            throw new CloudRunJobException($"The Cloud Run job '{JobName}' did not succeed. {diagnosis}", diagnosis, outcome);
        }
    }

    /// <summary>Gives how the execution ended.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="InvalidOperationException">It has not ended.</exception>
    /// <exception cref="CloudRunJobNotFoundException">There is no such job or execution, or no longer.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task<CloudRunOutcome> FetchResultAsync(CancellationToken cancellationToken = default)
    {
        CloudRunOutcome outcome = _result ?? _ended ?? await DescribeAsync(cancellationToken).ConfigureAwait(false);
        return outcome.HasEnded ? outcome : throw new InvalidOperationException($"The Cloud Run job '{JobName}' has not ended: wait for it first.");
    }

    /// <summary>Begins to cancel the execution. The job stays.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="CloudRunJobNotFoundException">There is no such job or execution, or no longer.</exception>
    /// <exception cref="GcpException">The service refused the request or could not be reached.</exception>
    public async Task CancelAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            ICloudRunApi api = await _plan.OpenAsync(cancellationToken).ConfigureAwait(false);
            string execution = await FindExecutionAsync(api, cancellationToken).ConfigureAwait(false) ?? throw NotFound("cancel the run", exception: null);
            await api.CancelAsync(execution, cancellationToken).ConfigureAwait(false);
            GcpLog.JobCancelled(Logger, JobName);
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            throw NotFound("cancel the run", exception);
        }
    }

    /// <summary>Deletes the job with its executions, whether they run or not.</summary>
    /// <param name="cancellationToken">Ends the operation.</param>
    /// <exception cref="CloudRunJobNotFoundException">There is no such job, or no longer.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task DeleteAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await Cleanup.DeleteAsync(JobName, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            throw NotFound("delete the job", exception);
        }
    }

    /// <summary>Gives the name of the job.</summary>
    public override string ToString() => Id;

    /// <summary>Waits until the execution has ended, and leaves the job as it is.</summary>
    internal async Task<CloudRunOutcome> WatchAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        StatusWatch watch = CloudRunWatch.Of(this, _plan.Options, timeout, Logger);
        CloudRunOutcome outcome = _ended ?? await watch.UntilAsync(LookAsync, static seen => seen.HasEnded, cancellationToken).ConfigureAwait(false);
        CloudRunWatch.Tell(outcome, Logger);
        return outcome;
    }

    internal Task EndQuietlyAsync() => Cleanup.EndQuietlyAsync(JobName, ExecutionName);

    /// <summary>Asks how the execution stands; that it is gone is an answer, unless nobody has seen it.</summary>
    internal async Task<CloudRunOutcome> LookAsync(CancellationToken cancellationToken)
    {
        try
        {
            ICloudRunApi api = await _plan.OpenAsync(cancellationToken).ConfigureAwait(false);
            string? execution = await FindExecutionAsync(api, cancellationToken).ConfigureAwait(false);
            CloudRunSight? seen = execution is null ? null : await api.GetExecutionAsync(execution, cancellationToken).ConfigureAwait(false);
            CloudRunOutcome outcome = new() { JobName = JobName, ExecutionName = execution, Execution = seen };
            _ended = outcome.HasEnded ? outcome : _ended;
            return outcome;
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception))
        {
            return ExecutionName is { } execution
                ? new CloudRunOutcome { JobName = JobName, ExecutionName = execution, WasDeleted = true }
                : throw NotFound("read the state of the run", exception);
        }
    }

    private async Task<string?> FindExecutionAsync(ICloudRunApi api, CancellationToken cancellationToken) =>
        ExecutionName ??= (await api.GetJobAsync(JobName, cancellationToken).ConfigureAwait(false)).LatestExecution;

    private CloudRunJobNotFoundException NotFound(string attempt, Exception? exception) => new(JobName, _plan.Region, attempt, exception);
}
