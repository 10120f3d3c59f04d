namespace Prefect.Testing;

/// <summary>Resets the connection while the request comes in.</summary>
internal sealed record ResetFault(long BodyBytes) : Fault
{
    internal override async Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken)
    {
        await exchange.DrainAsync(BodyBytes, cancellationToken);
        await exchange.Connection.ResetAsync(cancellationToken);
    }
}
