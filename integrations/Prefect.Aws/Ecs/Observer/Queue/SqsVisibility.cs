namespace Prefect.Aws;

/// <summary>Says for how long nobody else gets a message.</summary>
internal sealed record SqsVisibility(string QueueUrl, string ReceiptHandle, int VisibilityTimeout);
