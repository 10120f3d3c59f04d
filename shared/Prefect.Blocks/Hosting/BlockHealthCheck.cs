using Microsoft.Extensions.Diagnostics.HealthChecks;

namespace Prefect.Blocks;

/// <summary>Reports whether the service behind a saved block answers and lets it in.</summary>
/// <param name="path">Slug of the block's type, a slash and its name.</param>
/// <param name="store">Where the block is. Default: <see cref="BlockStore.Current"/>.</param>
public sealed class BlockHealthCheck(string path, IBlockStore? store = null) : IHealthCheck
{
    /// <inheritdoc/>
    public async Task<HealthCheckResult> CheckHealthAsync(HealthCheckContext context, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(context);
        try
        {
            Block block = await Block.LoadAsync(path, store: store, cancellationToken: cancellationToken).ConfigureAwait(false);
            if (block is not ICheckable checkable)
            {
                return HealthCheckResult.Healthy($"'{path}' can be loaded; its type has nothing to check.");
            }

            BlockCheckResult result = await checkable.CheckAsync(cancellationToken).ConfigureAwait(false);
            return result.Succeeded
                ? HealthCheckResult.Healthy(result.Message)
                : new HealthCheckResult(context.Registration.FailureStatus, result.Message);
        }
        catch (Exception exception) when (exception is BlockException or ArgumentException)
        {
            return new HealthCheckResult(context.Registration.FailureStatus, SecretMasker.Mask(exception.Message), exception);
        }
    }
}
