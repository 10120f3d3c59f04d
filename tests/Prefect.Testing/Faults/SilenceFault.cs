namespace Prefect.Testing;

/// <summary>Never answers.</summary>
internal sealed record SilenceFault : Fault
{
    internal override async Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken)
    {
        await exchange.DrainAsync(long.MaxValue, cancellationToken);
        await exchange.Connection.StallAsync(cancellationToken);
    }
}
