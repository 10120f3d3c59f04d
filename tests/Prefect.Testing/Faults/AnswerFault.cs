namespace Prefect.Testing;

/// <summary>Answers in the target's place.</summary>
internal sealed record AnswerFault(int Status, byte[] Body, string ContentType, IReadOnlyCollection<(string Name, string Value)> Headers) : Fault
{
    internal override Task ApplyAsync(ProxiedExchange exchange, CancellationToken cancellationToken) =>
        exchange.AnswerAsync(this, cancellationToken);
}
