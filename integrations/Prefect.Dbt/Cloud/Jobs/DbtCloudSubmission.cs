using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging;
using Prefect.Blocks;
using Prefect.Http;

namespace Prefect.Dbt;

/// <summary>Starts a run of a job once, however often answers are lost and whoever else starts it under the same mark.</summary>
internal sealed class DbtCloudSubmission(DbtCloudAdministrativeClient client, long jobId, TriggerJobRunOptions options, string mark)
{
    private const string Unknown = " Whether a run was started is not known: look for one before another is started.";

    // Clocks differ, and so may the time at which dbt Cloud says that a run was made.
    private static readonly TimeSpan s_recently = TimeSpan.FromDays(1);
    private static readonly string[] s_related = ["trigger"];
    private static readonly Backoff s_looks = new() { Longest = TimeSpan.FromSeconds(5) };

    private readonly ILogger _log = PrefectLogging.CreateLogger(typeof(DbtCloudJob));

    private DbtCloudOptions Settings => client.Options;

    /// <summary>Starts a run. Nobody else has the mark.</summary>
    public async Task<DbtCloudStart> RunAsync(CancellationToken cancellationToken)
    {
        JsonObject body = DbtCloudRequestBodies.Trigger(options, mark);
        bool isInDoubt = false;
        for (int attempt = 1; ; attempt++)
        {
            DbtCloudJobRunTriggerFailedException lost;
            try
            {
                DbtCloudRun run = await client.StartRunAsync(jobId, body, cancellationToken).ConfigureAwait(false);
                DbtCloudStart start = new(run, IsNew: true);
                return isInDoubt ? await OldestAsync(start, Since(s_recently), cancellationToken).ConfigureAwait(false) : start;
            }
            catch (DbtCloudJobRunTriggerFailedException exception) when (exception.IsInDoubt)
            {
                lost = exception;
            }

            isInDoubt = true;
            DbtLog.StartInDoubt(_log, jobId, lost.Message);
            if (await SettleAsync(lost, cancellationToken).ConfigureAwait(false) is { } found)
            {
                DbtLog.RunAdopted(_log, found.Id, jobId);
                return new(found, IsNew: true);
            }

            if (attempt >= Settings.Attempts)
            {
                throw Doubt(lost, lost);
            }
        }
    }

    /// <summary>Takes up the run that was started under the mark, or starts one.</summary>
    /// <param name="lookBack">How far back is searched.</param>
    /// <param name="cancellationToken">Ends the starting.</param>
    public async Task<DbtCloudStart> RunOnceAsync(TimeSpan lookBack, CancellationToken cancellationToken)
    {
        DateTimeOffset since = Since(lookBack);
        if (await FindAsync(since, cancellationToken).ConfigureAwait(false) is { } found)
        {
            DbtLog.RunAdopted(_log, found.Id, jobId);
            return new(found, IsNew: true);
        }

        DbtCloudStart start = await RunAsync(cancellationToken).ConfigureAwait(false);
        return await OldestAsync(start, since, cancellationToken).ConfigureAwait(false);
    }

    // Another process may have started one in the same moment, or a start that counted as lost came through late.
    private async Task<DbtCloudStart> OldestAsync(DbtCloudStart own, DateTimeOffset since, CancellationToken cancellationToken)
    {
        DbtCloudRun? oldest = null;
        try
        {
            oldest = await FindAsync(since, cancellationToken).ConfigureAwait(false);
            if (oldest is null || oldest.Id >= own.Run.Id)
            {
                return own;
            }

            DbtLog.RunDoubled(_log, own.Run.Id, oldest.Id, jobId);
            await client.CancelRunAsync(own.Run.Id, cancellationToken).ConfigureAwait(false);
        }
        catch (DbtCloudException exception)
        {
            DbtLog.OtherRunsUnknown(_log, jobId, exception.Message);
        }

        return oldest is null || oldest.Id >= own.Run.Id ? own : new(oldest, IsNew: true);
    }

    // What was lost on the way back may not be listed at once, and what is on its way there not be done yet.
    private async Task<DbtCloudRun?> SettleAsync(DbtCloudJobRunTriggerFailedException lost, CancellationToken cancellationToken)
    {
        long began = Settings.TimeProvider.GetTimestamp();
        for (int looks = 1; ; looks++)
        {
            try
            {
                if (await FindAsync(Since(s_recently), cancellationToken).ConfigureAwait(false) is { } found)
                {
                    return found;
                }
            }
            catch (DbtCloudException exception)
            {
                throw Doubt(lost, exception);
            }

            TimeSpan left = Settings.SettleTime - Settings.TimeProvider.GetElapsedTime(began);
            if (left <= TimeSpan.Zero)
            {
                return null;
            }

            TimeSpan pause = s_looks.Pause(looks);
            await Task.Delay(pause < left ? pause : left, Settings.TimeProvider, cancellationToken).ConfigureAwait(false);
        }
    }

    /// <summary>The oldest run with the mark, not made before a time; null when there is none.</summary>
    private async Task<DbtCloudRun?> FindAsync(DateTimeOffset since, CancellationToken cancellationToken)
    {
        DbtCloudRun? oldest = null;
        await foreach (DbtCloudRun run in client.ListRunsAsync(jobId, includeRelated: s_related, cancellationToken: cancellationToken).ConfigureAwait(false))
        {
            if (run.CreatedAt < since)
            {
                break;
            }

            if (run.Cause?.EndsWith(mark, StringComparison.Ordinal) == true)
            {
                oldest = run;
            }
        }

        return oldest;
    }

    private DateTimeOffset Since(TimeSpan lookBack)
    {
        DateTimeOffset now = Settings.TimeProvider.GetUtcNow();
        return lookBack < now - DateTimeOffset.MinValue ? now - lookBack : DateTimeOffset.MinValue;
    }

    private static DbtCloudJobRunTriggerFailedException Doubt(DbtCloudJobRunTriggerFailedException lost, DbtCloudException last) => new(
        lost.Message + Unknown + (last == lost ? "" : " " + last.Message), lost.Fault, last);
}
