using Amazon.S3;
using Microsoft.Extensions.Logging;

namespace Prefect.Aws;

/// <summary>A bucket, the client that reaches it, and how objects are moved.</summary>
internal sealed record S3Connection(IAmazonS3 Client, string Bucket, S3TransferOptions Options, ILogger Logger)
{
    /// <exception cref="AwsException">The service refused the request or could not be reached.</exception>
    public Task<T> CallAsync<T>(
        string method, string attempt, string? key, Func<IAmazonS3, CancellationToken, Task<T>> send, CancellationToken cancellationToken) =>
        AwsCall.RunAsync(AwsOperation.S3(method, attempt, Bucket, key), token => send(Client, token), cancellationToken);
}
