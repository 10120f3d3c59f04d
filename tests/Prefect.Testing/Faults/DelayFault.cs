namespace Prefect.Testing;

/// <summary>Passes the request on later.</summary>
internal sealed record DelayFault(TimeSpan Time) : Fault
{
    internal override async Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken)
    {
        await Task.Delay(Time, cancellationToken);
        await exchange.PassOnAsync(cancellationToken);
    }
}
