using Microsoft.Extensions.Logging;

namespace Prefect.Dbt;

/// <summary>What runs leave behind.</summary>
internal static class DbtCloudResults
{
    /// <summary>The run with the paths of what it has written; without them where they cannot be listed, which is no failure of the run.</summary>
    public static async Task<DbtCloudRun> WithArtifactsAsync(
        DbtCloudAdministrativeClient client, DbtCloudRun run, int? step, ILogger log, CancellationToken cancellationToken)
    {
        try
        {
            return run.WithArtifacts(await client.ListRunArtifactsAsync(run.Id, step, cancellationToken).ConfigureAwait(false));
        }
        catch (DbtCloudListRunArtifactsFailedException exception)
        {
            DbtLog.ArtifactsUnknown(log, run.Id, exception.Message);
            return run;
        }
    }
}
