namespace Prefect.Aws;

/// <summary>Where a queue is.</summary>
internal sealed record SqsQueueAnswer
{
    public string? QueueUrl { get; init; }
}
