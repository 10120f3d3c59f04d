using Microsoft.Extensions.Logging;
using Prefect.Flows;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Waits until a run shows a repair: for a while it may still tell of the end before, which is no verdict any more.</summary>
internal static class DatabricksRepairWatch
{
    private static readonly TimeSpan s_longest = TimeSpan.FromMinutes(1);

    /// <summary>Waits for a minute at most. The repair is under way even where it cannot be seen.</summary>
    public static async Task WaitAsync(JobsApi api, long runId, long repairId, ILogger logger, CancellationToken cancellationToken)
    {
        StatusWatch watch = new(new StatusWatchOptions
        {
            Subject = $"repair '{repairId}' of the Databricks run '{runId}'",
            Interval = TimeSpan.FromSeconds(1),
            Timeout = s_longest,
            TimeProvider = FlowClock.Current,
            Logger = logger,
        });
        try
        {
            await watch.UntilAsync(
                token => api.GetRunAsync(runId, includeHistory: true, attempts: 1, token), run => Shows(run, repairId), cancellationToken).ConfigureAwait(false);
        }
        catch (Exception exception) when (exception is TimeoutException or DatabricksException)
        {
            DatabricksLog.RepairUnseen(logger, repairId, runId, exception.Message);
        }
    }

    private static bool Shows(Run run, long repairId) =>
        !DatabricksRunWatch.HasEnded(run.State)
        || run.RepairHistory?.Any(item => item.Id == repairId && (item.State is null || DatabricksRunWatch.HasEnded(item.State))) == true;
}
