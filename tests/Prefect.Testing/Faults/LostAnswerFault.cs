namespace Prefect.Testing;

/// <summary>Resets the connection when the target has answered.</summary>
internal sealed record LostAnswerFault : Fault
{
    internal override async Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await exchange.SendAsync(cancellationToken);
        await answer.Content.CopyToAsync(Stream.Null, cancellationToken);
        await exchange.Connection.ResetAsync(cancellationToken);
    }
}
