using System.Net;
using System.Net.Sockets;
using Google.Apis.Auth.OAuth2.Responses;

namespace Prefect.Gcp;

/// <summary>What can be told from an exception of the vendor's packages.</summary>
internal sealed record GcpFault(HttpStatusCode? StatusCode, string? ErrorCode, string? RequestId, bool IsTransient)
{
    // By the reasons of the services, and by the states of their remote procedures.
    private static readonly HashSet<string> s_transient = new(StringComparer.OrdinalIgnoreCase)
    {
        "backendError", "rateLimitExceeded", "userRateLimitExceeded", "internalError", "jobBackendError", "jobInternalError", "jobRateLimitExceeded",
        "UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL", "DEADLINE_EXCEEDED", "ABORTED",
    };

    public static GcpFault Of(Exception exception) => GcpCall.Root(exception) switch
    {
        GoogleRefusal refusal => new(
            refusal.HttpStatusCode,
            refusal.Code,
            refusal.RequestId,
            IsTransientStatus((int)refusal.HttpStatusCode) || s_transient.Contains(refusal.Code ?? "")),
        TokenResponseException token => new(
            token.StatusCode,
            token.Error?.Error,
            null,
            token.StatusCode is { } status ? IsTransientStatus((int)status) : IsTransport(token.InnerException)),
        { } other => new(null, null, null, IsTransport(other)),
    };

    /// <summary>Whether the connection failed or stalled, as opposed to an answer that nobody wants.</summary>
    public static bool IsTransport(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException or IOException or TimeoutException or OperationCanceledException or SocketException)
            {
                return true;
            }
        }

        return false;
    }

    public static bool IsTransientStatus(int status) => status is 408 or 429 or (>= 500 and not 501);
}
