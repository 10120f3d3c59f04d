namespace Prefect.Aws;

/// <summary>The answer to asking for messages.</summary>
internal sealed record SqsMessages
{
    public IReadOnlyList<SqsMessage>? Messages { get; init; }
}
