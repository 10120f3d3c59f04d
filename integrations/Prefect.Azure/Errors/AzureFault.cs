using System.Net;
using System.Net.Sockets;
using System.Security.Authentication;
using Azure;
using Microsoft.Azure.Cosmos;

namespace Prefect.Azure;

/// <summary>What can be told from an exception of the vendor's packages.</summary>
internal sealed record AzureFault(HttpStatusCode? StatusCode, string? ErrorCode, string? RequestId, bool IsTransient)
{
    private static readonly HashSet<string> s_transient = new(StringComparer.OrdinalIgnoreCase)
    {
        "ServerBusy", "OperationTimedOut", "InternalError", "InternalServerError", "ServiceUnavailable", "ServerTimeout", "GatewayTimeout",
        "TooManyRequests", "RequestTimeout", "RetryableError", "OperationNotAllowedInCurrentState", "ContainerGroupTransitioning", "SubscriptionRequestsThrottled",
    };

    public static AzureFault Of(Exception exception) => AzureCall.Root(exception) switch
    {
        RequestFailedException { Status: > 0 } answer => new(
            (HttpStatusCode)answer.Status,
            Text(answer.ErrorCode),
            answer is BlobRefusal refusal ? refusal.RequestId : RequestIdOf(answer.GetRawResponse()),
            IsTransientAnswer(answer.Status, answer.ErrorCode)),
        CosmosException { StatusCode: not default(HttpStatusCode) } answer => new(
            answer.StatusCode,
            CosmosAnswer.Of(answer).Code ?? (answer.SubStatusCode == 0 ? null : answer.SubStatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Text(answer.ActivityId),
            IsTransientAnswer((int)answer.StatusCode, null)),
        { } other => new(null, null, null, IsTransport(other) || SignInAnswer.IsTransient(other)),
    };

    /// <summary>Whether the connection failed or stalled, as opposed to an answer that nobody wants.</summary>
    public static bool IsTransport(Exception? exception)
    {
        if (IsDistrust(exception))
        {
            return false;
        }

        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is HttpRequestException or IOException or TimeoutException or OperationCanceledException or SocketException)
            {
                return true;
            }
        }

        return false;
    }

    /// <summary>Whether the other end is not the one that it should be, which does not pass.</summary>
    public static bool IsDistrust(Exception? exception)
    {
        for (; exception is not null; exception = exception.InnerException)
        {
            if (exception is AuthenticationException)
            {
                return true;
            }
        }

        return false;
    }

    // 449 is how Cosmos DB asks for a repetition.
    private static bool IsTransientAnswer(int status, string? code) =>
        (status is >= 500 or 408 or 429 or 449 && code != BlobRefusal.NotSupported) || s_transient.Contains(code ?? "");

    private static string? RequestIdOf(Response? response) =>
        response is null ? null
        : response.Headers.TryGetValue("x-ms-request-id", out string? id) ? Text(id)
        : null;

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
