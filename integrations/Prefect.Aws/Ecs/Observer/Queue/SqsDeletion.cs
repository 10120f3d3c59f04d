namespace Prefect.Aws;

/// <summary>Deletes a message.</summary>
internal sealed record SqsDeletion(string QueueUrl, string ReceiptHandle);
