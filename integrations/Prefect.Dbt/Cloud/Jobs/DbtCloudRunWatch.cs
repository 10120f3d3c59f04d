using System.Net;
using Microsoft.Extensions.Logging;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>Reads the state of a run until it has ended.</summary>
internal sealed class DbtCloudRunWatch(DbtCloudAdministrativeClient client, long runId, ILogger log)
{
    private const int FewestFailures = 20;

    private DbtCloudJobRunStatus? _told;

    /// <summary>Whether the run has just been started, so that it may be unknown for a moment.</summary>
    public bool IsNew { get; init; }

    /// <exception cref="DbtCloudJobRunTimedOutException">It had not ended in time.</exception>
    /// <exception cref="DbtCloudGetRunFailedException">The state may not be read, or could not be for too long.</exception>
    public async Task<DbtCloudRun> WaitAsync(TimeSpan timeout, TimeSpan interval, CancellationToken cancellationToken)
    {
        DbtCloudOptions options = client.Options;
        StatusWatch watch = new(new StatusWatchOptions
        {
            Subject = $"dbt Cloud run '{runId}'",
            Interval = interval,
            Timeout = timeout,
            FailureBackoff = new Backoff { First = Least(interval, TimeSpan.FromSeconds(1)), Longest = interval },
            Patience = options.Patience,
            FewestFailures = FewestFailures,
            IsNoVerdict = SaysNothing,
            IsNotYetThere = exception => IsNew && exception is DbtCloudGetRunFailedException { StatusCode: HttpStatusCode.NotFound },
            GiveUp = GiveUp,
            Stop = options.CancelRemote ? token => client.CancelRunAsync(runId, token) : null,
            TimeProvider = options.TimeProvider,
            Logger = log,
        });
        try
        {
            return await watch.UntilAsync(ReadAsync, static run => run.Status.IsTerminal(), cancellationToken).ConfigureAwait(false);
        }
        catch (TimeoutException exception)
        {
            throw new DbtCloudJobRunTimedOutException(
                runId, $"The dbt Cloud run '{runId}' had not ended after {timeout.TotalSeconds:0} seconds. It goes on: wait for it again by its id, or cancel it.", exception);
        }
    }

    // One try for each read, so that what is seen is never older than the interval.
    private async Task<DbtCloudRun> ReadAsync(CancellationToken cancellationToken)
    {
        DbtCloudRun run = await client.GetRunAsync(runId, includeRelated: null, attempts: 1, cancellationToken).ConfigureAwait(false);
        if (run.Status == DbtCloudJobRunStatus.Unknown)
        {
            throw new DbtCloudGetRunFailedException($"Could not read the dbt Cloud run '{runId}': the answer has no state.", ServiceFault.Unanswered);
        }

        if (run.Status != _told)
        {
            _told = run.Status;
            DbtLog.RunIs(log, runId, run.Status);
        }

        return run;
    }

    // Pages of gateways have statuses of their own; what dbt Cloud says itself is meant, unless it is that it is busy.
    private static bool SaysNothing(Exception exception) => exception is DbtCloudException { IsTransient: true };

    private static TimeSpan Least(TimeSpan one, TimeSpan other) => one < other ? one : other;

    private DbtCloudGetRunFailedException GiveUp(StatusLoss loss)
    {
        DbtCloudException last = (DbtCloudException)loss.LastError;
        return new DbtCloudGetRunFailedException(
            $"Could not learn the state of the dbt Cloud run '{runId}' for {loss.Duration.TotalMinutes:0} minutes; the last of {loss.Failures} failures: "
            + $"{last.Message} The run itself may go on: wait for it again by its id.",
            last.Fault with { IsTransient = true },
            last);
    }
}
