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

    /// <summary>
    /// Whether the service refused a signature for its time. The SDK learns from that answer how wrong the clock is, and signs the next
    /// request by the service's.
    /// </summary>
    public static bool IsClockSkew(Exception? exception) =>
        exception is AmazonServiceException service
        && (service.ErrorCode is "RequestTimeTooSkewed" or "RequestExpired" or "RequestInTheFuture"
            || service.Message.StartsWith("Signature expired", StringComparison.Ordinal)
            || service.Message.StartsWith("Signature not yet current", StringComparison.Ordinal));

    private static bool IsTransientAnswer(AmazonServiceException exception) =>
        (int)exception.StatusCode >= 500
        || exception.StatusCode is HttpStatusCode.TooManyRequests or HttpStatusCode.RequestTimeout
        || s_transient.Contains(exception.ErrorCode ?? "");
}
