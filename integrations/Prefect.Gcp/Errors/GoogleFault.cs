using System.Net;
using Google.Apis.Auth.OAuth2.Responses;
using Prefect.Http;

namespace Prefect.Gcp;

/// <summary>What can be told from an exception of the vendor's packages.</summary>
internal static class GoogleFault
{
    // By the reasons of the services, and by the states of their remote procedures.
    private static readonly HashSet<string> s_transient = new(StringComparer.OrdinalIgnoreCase)
    {
        "backendError", "rateLimitExceeded", "userRateLimitExceeded", "internalError", "jobBackendError", "jobInternalError", "jobRateLimitExceeded",
        "UNAVAILABLE", "RESOURCE_EXHAUSTED", "INTERNAL", "DEADLINE_EXCEEDED", "ABORTED",
    };

    public static ServiceFault Of(Exception exception) => GcpCall.Root(exception) switch
    {
        GoogleRefusal refusal => new(
            refusal.HttpStatusCode,
            refusal.Code,
            refusal.RequestId,
            IsTransient(refusal.HttpStatusCode) || s_transient.Contains(refusal.Code ?? ""))
        {
            RetryAfter = refusal.RetryAfter,
        },
        TokenResponseException token => new(
            token.StatusCode,
            token.Error?.Error,
            null,
            token.StatusCode is { } status ? IsTransient(status) : ServiceFault.IsTransport(token.InnerException)),
        { } other => ServiceFault.IsTransport(other) ? ServiceFault.Unanswered : ServiceFault.Unknown,
    };

    private static bool IsTransient(HttpStatusCode status) => status != HttpStatusCode.NotImplemented && ServiceFault.IsTransientStatus(status);
}
