using System.Net;
using Azure;
using Microsoft.Azure.Cosmos;
using Prefect.Http;

namespace Prefect.Azure;

/// <summary>What can be told from an exception of the vendor's packages.</summary>
internal static class AzureFault
{
    private static readonly HashSet<string> s_transient = new(StringComparer.OrdinalIgnoreCase)
    {
        "ServerBusy", "OperationTimedOut", "InternalError", "InternalServerError", "ServiceUnavailable", "ServerTimeout", "GatewayTimeout",
        "TooManyRequests", "RequestTimeout", "RetryableError", "OperationNotAllowedInCurrentState", "ContainerGroupTransitioning", "SubscriptionRequestsThrottled",
    };

    public static ServiceFault Of(Exception exception) => AzureCall.Root(exception) switch
    {
        RequestFailedException { Status: > 0 } answer => new(
            (HttpStatusCode)answer.Status,
            Text(answer.ErrorCode),
            answer is BlobRefusal refusal ? refusal.RequestId : HeaderOf(answer.GetRawResponse(), "x-ms-request-id"),
            IsTransientAnswer(answer.Status, answer.ErrorCode))
        {
            RetryAfter = RetryAfter.Parse(HeaderOf(answer.GetRawResponse(), RetryAfter.Name)),
        },
        CosmosException { StatusCode: not default(HttpStatusCode) } answer => new(
            answer.StatusCode,
            CosmosAnswer.Of(answer).Code ?? (answer.SubStatusCode == 0 ? null : answer.SubStatusCode.ToString(System.Globalization.CultureInfo.InvariantCulture)),
            Text(answer.ActivityId),
            IsTransientAnswer((int)answer.StatusCode, null)),
        { } other => ServiceFault.IsTransport(other) ? ServiceFault.Unanswered : ServiceFault.Unknown,
    };

    // 449 is how Cosmos DB asks for a repetition.
    private static bool IsTransientAnswer(int status, string? code) =>
        ((ServiceFault.IsTransientStatus((HttpStatusCode)status) || status == 449) && code != BlobRefusal.NotSupported) || s_transient.Contains(code ?? "");

    private static string? HeaderOf(Response? response, string name) =>
        response is null ? null
        : response.Headers.TryGetValue(name, out string? value) ? Text(value)
        : null;

    private static string? Text(string? value) => string.IsNullOrEmpty(value) ? null : value;
}
