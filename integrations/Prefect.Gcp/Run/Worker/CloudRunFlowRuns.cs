namespace Prefect.Gcp;

/// <summary>Runs jobs for flow runs, in either version of the service's interface.</summary>
internal static class CloudRunFlowRuns
{
    public static async Task<CloudRunOutcome> RunAsync(
        CloudRunLauncher launcher, Func<string, CancellationToken, Task>? started, CancellationToken cancellationToken)
    {
        CloudRunJobRun run = await launcher.StartAsync(cancellationToken).ConfigureAwait(false);
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
