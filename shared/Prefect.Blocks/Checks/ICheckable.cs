namespace Prefect.Blocks;

/// <summary>Can find out whether the service behind a block answers and lets it in.</summary>
[SyncTwins]
public partial interface ICheckable
{
    /// <summary>
    /// Probes the service without changing anything there. A failure is a result, not an exception; the probe gives up after
    /// 10 seconds.
    /// </summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default);
}
