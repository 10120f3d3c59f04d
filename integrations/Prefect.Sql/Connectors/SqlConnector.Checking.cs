using Prefect.Blocks;

namespace Prefect.Sql;

/// <content>Checking.</content>
public abstract partial record SqlConnector
{
    /// <summary>Finds the host, connects, signs in, and runs a query that changes nothing. A file of SQLite is not made by it.</summary>
    /// <param name="cancellationToken">Ends the probe.</param>
    public Task<BlockCheckResult> CheckAsync(CancellationToken cancellationToken = default) =>
        BlockProbe.RunAsync((probe, token) => SqlCheck.RunAsync(probe, Target(), GetUrl(), token), cancellationToken: cancellationToken);

    /// <inheritdoc cref="CheckAsync"/>
    public BlockCheckResult Check(CancellationToken cancellationToken = default) => Sync.Run(() => CheckAsync(cancellationToken));
}
