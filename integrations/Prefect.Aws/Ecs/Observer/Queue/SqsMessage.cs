namespace Prefect.Aws;

/// <summary>A message of a queue.</summary>
internal sealed record SqsMessage
{
    public string? MessageId { get; init; }

    /// <summary>What stands for this reception of it.</summary>
    public string? ReceiptHandle { get; init; }

    public string? Body { get; init; }
}
