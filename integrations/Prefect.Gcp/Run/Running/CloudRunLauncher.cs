using System.Runtime.ExceptionServices;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>Creates a job and starts one execution of it.</summary>
internal sealed class CloudRunLauncher(CloudRunPlan plan, string job, CloudRunNaming naming, ILogger logger)
{
    // The service is not at once of one mind about a job that it has created.
    private static readonly TimeSpan s_untilVisible = TimeSpan.FromMinutes(1);

    private readonly CloudRunOptions _options = plan.Options;

    // Whether a job of this name would be ours, and may be there.
    private bool _isOurs;

    private bool IsKeyed => naming == CloudRunNaming.Keyed;

    /// <summary>Creates the job and starts it; that of a key may have been started before.</summary>
    /// <param name="cancellationToken">Ends the starting.</param>
    /// <exception cref="CloudRunJobException">The service would not start the job, and why is known.</exception>
    /// <exception cref="GcpException">The service refused a request or could not be reached.</exception>
    public async Task<CloudRunJobRun> StartAsync(CancellationToken cancellationToken)
    {
        ICloudRunApi api = await plan.OpenAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            await CreateAsync(api, cancellationToken).ConfigureAwait(false);
            CloudRunJobSight ready = await UntilReadyAsync(api, cancellationToken).ConfigureAwait(false);
            string execution = IsKeyed && await FindBegunAsync(api, ready, cancellationToken).ConfigureAwait(false) is { } begun
                ? begun
                : await SubmitAsync(api, ready.LatestExecution, cancellationToken).ConfigureAwait(false);
            GcpLog.JobStarted(logger, job, execution);
            return new CloudRunJobRun(plan, job, execution);
        }
        catch (Exception exception) when (_isOurs && (exception is CloudRunJobException || (!IsKeyed && exception is (OperationCanceledException or GcpException))))
        {
            // What became of a key's job may be asked again, by anybody who has the key.
            await new CloudRunCleanup(plan, logger).EndQuietlyAsync(job, execution: null).ConfigureAwait(false);
            throw;
        }
    }

    private async Task CreateAsync(ICloudRunApi api, CancellationToken cancellationToken)
    {
        plan.Warn(logger);
        GcpLog.CreatingJob(logger, job, plan.What);
        try
        {
            _isOurs = await JobRetry.OfCreating(_options).RunAsync(
                async () =>
                {
                    await TryCreateAsync(api, cancellationToken).ConfigureAwait(false);
                    return true;
                },
                (exception, number) =>
                {
                    GcpLog.JobRetried(logger, number, "create", job, exception.Message);
                    return Task.CompletedTask;
                },
                cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (JobAnswers.IsConflict(exception) && (IsKeyed || _isOurs))
        {
            // It is there: by a request whose answer was lost, or by another process that had the same key.
            _isOurs = true;
        }
        catch (GcpException exception) when (CloudRunDiagnosis.IsKnown(exception))
        {
            throw Refused(CloudRunDiagnosis.Of(exception), exception);
        }
    }

    private async Task TryCreateAsync(ICloudRunApi api, CancellationToken cancellationToken)
    {
        try
        {
            await api.CreateAsync(job, plan.Body(job, IsKeyed ? GcpNames.KeyedExecution : null), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (naming == CloudRunNaming.Own && exception is (OperationCanceledException or GcpException { IsTransient: true }))
        {
            // Nobody knows whether it was heard.
            _isOurs = true;
            throw;
        }
    }

    private async Task<CloudRunJobSight> UntilReadyAsync(ICloudRunApi api, CancellationToken cancellationToken)
    {
        long began = _options.TimeProvider.GetTimestamp();
        while (true)
        {
            CloudRunJobSight? seen = await FindAsync(api, began, cancellationToken).ConfigureAwait(false);
            if (seen is { IsReady: true } || (IsKeyed && seen is { LatestExecution: not null }))
            {
                return seen;
            }

            if (seen is { Ready.Failed: true })
            {
                throw Refused(CloudRunDiagnosis.OfJob(seen.Ready), exception: null);
            }

            TimeSpan elapsed = _options.TimeProvider.GetElapsedTime(began);
            if (elapsed >= _options.ReadyTimeout)
            {
                throw Refused(CloudRunDiagnosis.OfTimeout(elapsed, seen?.Ready), exception: null);
            }

            GcpLog.JobNotReady(logger, job, seen?.Ready?.Message ?? seen?.Ready?.State ?? "nothing is known of it");
            await Task.Delay(_options.PollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task<CloudRunJobSight?> FindAsync(ICloudRunApi api, long began, CancellationToken cancellationToken)
    {
        try
        {
            return await api.GetJobAsync(job, cancellationToken).ConfigureAwait(false);
        }
        catch (GcpException exception) when (JobAnswers.IsNotFound(exception) && _options.TimeProvider.GetElapsedTime(began) < s_untilVisible)
        {
            return null;
        }
    }

    // The service begins the execution of a key by itself, but may not show it at once.
    private async Task<string?> FindBegunAsync(ICloudRunApi api, CloudRunJobSight seen, CancellationToken cancellationToken)
    {
        long began = _options.TimeProvider.GetTimestamp();
        while (seen.LatestExecution is null && _options.TimeProvider.GetElapsedTime(began) < s_untilVisible)
        {
            await Task.Delay(_options.PollInterval, _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            seen = await api.GetJobAsync(job, cancellationToken).ConfigureAwait(false);
        }

        return seen.LatestExecution;
    }

    // The service starts another execution for each request that it hears, so that after a failure one that is there is looked for.
    private async Task<string> SubmitAsync(ICloudRunApi api, string? before, CancellationToken cancellationToken)
    {
        JobRetry retry = JobRetry.OfSubmitting(_options);
        for (int number = 1; ; number++)
        {
            GcpException failure;
            try
            {
                return await api.RunAsync(job, cancellationToken).ConfigureAwait(false);
            }
            catch (GcpException exception) when (exception.IsTransient)
            {
                failure = exception;
            }
            catch (GcpException exception) when (CloudRunDiagnosis.IsKnown(exception))
            {
                throw Refused(CloudRunDiagnosis.Of(exception), exception);
            }

            await Task.Delay(retry.Wait(failure, number), _options.TimeProvider, cancellationToken).ConfigureAwait(false);
            if (await FindStartedAsync(api, before, failure, cancellationToken).ConfigureAwait(false) is { } started)
            {
                GcpLog.ExecutionAdopted(logger, job, started, failure.Message);
                return started;
            }

            if (number >= retry.Attempts)
            {
                ExceptionDispatchInfo.Throw(failure);
            }

            GcpLog.JobRetried(logger, number, "start", job, failure.Message);
        }
    }

    private async Task<string?> FindStartedAsync(ICloudRunApi api, string? before, GcpException failure, CancellationToken cancellationToken)
    {
        try
        {
            CloudRunJobSight seen = await api.GetJobAsync(job, cancellationToken).ConfigureAwait(false);
            return seen.LatestExecution != before ? seen.LatestExecution : null;
        }
        catch (GcpException exception)
        {
            GcpLog.ExecutionUnknown(logger, job, exception.Message);
            ExceptionDispatchInfo.Throw(failure);
            throw;
        }
    }

    private static CloudRunJobException Refused(InfrastructureDiagnosis diagnosis, GcpException? exception) =>
        new($"Could not start a job on Cloud Run: {diagnosis}", diagnosis, outcome: null, exception);
}
