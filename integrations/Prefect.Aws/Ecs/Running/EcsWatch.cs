using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>Watches a task, through whatever keeps it from being seen for a while.</summary>
internal sealed class EcsWatch(EcsTaskRun run, EcsOptions options, ILogger logger)
{
    // The service is not at once of one mind about a task that it has started.
    private static readonly TimeSpan s_untilVisible = TimeSpan.FromMinutes(1);

    private readonly long _began = options.TimeProvider.GetTimestamp();

    /// <exception cref="TimeoutException">The task had not ended in time.</exception>
    public async Task<EcsTaskOutcome> UntilStoppedAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        while (true)
        {
            EcsTaskOutcome outcome = await PatientlyAsync(() => run.DescribeAsync(cancellationToken), cancellationToken, timeout).ConfigureAwait(false);
            if (outcome.HasStopped)
            {
                return outcome;
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>Asks until there is an answer, or the patience is over: an error that says nothing about the task is no verdict on it.</summary>
    public async Task<T> PatientlyAsync<T>(Func<Task<T>> ask, CancellationToken cancellationToken, TimeSpan? timeout = null)
    {
        long lost = options.TimeProvider.GetTimestamp();
        while (true)
        {
            try
            {
                return await ask().ConfigureAwait(false);
            }
            catch (AwsException exception) when (EcsRetry.IsNoVerdict(exception) && options.TimeProvider.GetElapsedTime(lost) < options.Patience)
            {
                EcsLog.OutOfSight(logger, run.Identifier, exception.Message);
            }
            catch (EcsTaskNotFoundException exception) when (!run.IsAttached && options.TimeProvider.GetElapsedTime(_began) < s_untilVisible)
            {
                EcsLog.OutOfSight(logger, run.Identifier, exception.Message);
            }

            await PauseAsync(timeout, cancellationToken).ConfigureAwait(false);
        }
    }

    private async Task PauseAsync(TimeSpan? timeout, CancellationToken cancellationToken)
    {
        TimeSpan pause = options.PollInterval;
        if (timeout is { } most)
        {
            TimeSpan left = most - options.TimeProvider.GetElapsedTime(_began);
            pause = left < pause ? left : pause;
            if (left <= TimeSpan.Zero)
            {
                throw new TimeoutException($"The task '{run.Identifier.TaskArn}' had not ended after {most}. It goes on: wait again, or stop it.");
            }
        }

        await Task.Delay(pause, options.TimeProvider, cancellationToken).ConfigureAwait(false);
    }
}
