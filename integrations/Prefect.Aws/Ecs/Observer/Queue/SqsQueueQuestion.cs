namespace Prefect.Aws;

/// <summary>Asks where a queue is.</summary>
internal sealed record SqsQueueQuestion(string QueueName);
