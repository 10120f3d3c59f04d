namespace Prefect.Testing;

/// <summary>Passes the answer on slowly.</summary>
internal sealed record DripFault(int Bytes, TimeSpan Pause) : Fault
{
    internal override async Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await exchange.SendAsync(cancellationToken);
        await exchange.RelayAsync(answer, (from, to) => DripAsync(from, to, cancellationToken), cancellationToken);
    }

    private async Task DripAsync(Stream from, Stream to, CancellationToken cancellationToken)
    {
        byte[] drop = new byte[Bytes];
        for (int read; (read = await from.ReadAtLeastAsync(drop, Bytes, throwOnEndOfStream: false, cancellationToken)) > 0;)
        {
            await to.WriteAsync(drop.AsMemory(0, read), cancellationToken);
            await Task.Delay(Pause, cancellationToken);
        }
    }
}
