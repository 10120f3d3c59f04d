using Microsoft.Extensions.Logging;

namespace Prefect.Gcp;

/// <summary>Runs jobs for flow runs, in either version of the service's interface.</summary>
internal static class CloudRunFlowRuns
{
    public static async Task<CloudRunOutcome> RunAsync(
        CloudRunPlan plan, string job, Func<string, CancellationToken, Task>? started, ILogger logger, CancellationToken cancellationToken)
    {
        CloudRunJobRun run = await new CloudRunLauncher(plan, job, logger).StartAsync(mayBeThere: false, cancellationToken).ConfigureAwait(false);
        CloudRunOutcome? outcome = null;
        try
        {
            await (started?.Invoke(run.Id, cancellationToken) ?? Task.CompletedTask).ConfigureAwait(false);
            return outcome = await run.WaitAsync(timeout: null, cancellationToken).ConfigureAwait(false);
        }
        finally
        {
            if (outcome is null)
            {
                await run.EndQuietlyAsync().ConfigureAwait(false);
            }
        }
    }
}
