using System.Net;
using Amazon.Runtime;
using Prefect.Http;

namespace Prefect.Aws;

/// <summary>What can be told from an exception of the SDK.</summary>
internal static class AwsFault
{
    private static readonly HashSet<string> s_transient = new(StringComparer.Ordinal)
    {
        "SlowDown", "Throttling", "ThrottlingException", "ThrottledException", "RequestThrottled", "RequestThrottledException",
        "TooManyRequestsException", "RequestLimitExceeded", "BandwidthLimitExceeded", "RequestTimeout", "RequestTimeoutException",
        "InternalError", "InternalFailure", "ServiceUnavailable", "PriorRequestNotComplete", "EC2ThrottledException",
        "OperationTimeoutException",
    };

    public static ServiceFault Of(Exception exception) => exception switch
    {
        AmazonServiceException { StatusCode: default(HttpStatusCode) } => Unanswered(exception),
        AmazonServiceException service => new(
            service.StatusCode,
            string.IsNullOrEmpty(service.ErrorCode) ? null : service.ErrorCode,
            string.IsNullOrEmpty(service.RequestId) ? null : service.RequestId,
            IsTransientAnswer(service)),
        _ => Unanswered(exception),
    };

    /// <summary>
    /// Whether the service refused a signature for its time. The SDK learns from that answer how wrong the clock is, and signs the next
    /// request by the service's.
    /// </summary>
    public static bool IsClockSkew(Exception? exception) =>
        exception is AmazonServiceException service
        && (service.ErrorCode is "RequestTimeTooSkewed" or "RequestExpired" or "RequestInTheFuture"
            || service.Message.StartsWith("Signature expired", StringComparison.Ordinal)
            || service.Message.StartsWith("Signature not yet current", StringComparison.Ordinal));

    private static ServiceFault Unanswered(Exception exception) => ServiceFault.IsTransport(exception) ? ServiceFault.Unanswered : ServiceFault.Unknown;

    private static bool IsTransientAnswer(AmazonServiceException exception) =>
        ServiceFault.IsTransientStatus(exception.StatusCode) || s_transient.Contains(exception.ErrorCode ?? "");
}
