namespace Prefect.Aws;

/// <summary>Asks for messages.</summary>
/// <param name="QueueUrl">The queue.</param>
/// <param name="MaxNumberOfMessages">How many at most.</param>
/// <param name="WaitTimeSeconds">How long the service waits for one.</param>
/// <param name="VisibilityTimeout">How long nobody else gets them, in seconds.</param>
internal sealed record SqsReceipt(string QueueUrl, int MaxNumberOfMessages, int WaitTimeSeconds, int VisibilityTimeout);
