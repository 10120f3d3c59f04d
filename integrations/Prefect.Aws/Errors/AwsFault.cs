using System.Net;
using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>What can be told from an exception of the SDK.</summary>
internal sealed record AwsFault(HttpStatusCode? StatusCode, string? ErrorCode, string? RequestId, bool IsTransient)
{
    private static readonly HashSet<string> s_transient = new(StringComparer.Ordinal)
    {
        "SlowDown", "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "RequestTimeout", "RequestTimeoutException",
        "InternalError", "InternalFailure", "ServiceUnavailable", "PriorRequestNotComplete", "EC2ThrottledException",
        "OperationTimeoutException",
    };

    public static AwsFault Of(Exception exception) => exception switch
    {
        AmazonServiceException { StatusCode: default(HttpStatusCode) } => new(null, null, null, IsTransport(exception)),
        AmazonServiceException service => new(
            service.StatusCode,
            string.IsNullOrEmpty(service.ErrorCode) ? null : service.ErrorCode,
            string.IsNullOrEmpty(service.RequestId) ? null : service.RequestId,
            IsTransientAnswer(service)),
        _ => new(null, null, null, IsTransport(exception)),
    };

    /// <summary>Whether the connection failed or stalled, as opposed to an answer that nobody wants.</summary>
    public static bool IsTransport(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException or IOException or TimeoutException or OperationCanceledException or System.Net.Sockets.SocketException)
            {
                return true;
            }
        }

        return false;
    }

    private static bool IsTransientAnswer(AmazonServiceException exception) =>
        (int)exception.StatusCode >= 500
        || exception.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        || s_transient.Contains(exception.ErrorCode ?? "");
}
