using System.Net;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Aws.Tests;

/// <summary>Answers as services give them to waiters.</summary>
internal static class WaiterAnswers
{
    public static WaiterAnswer Json(string json, int status = 200) => WaiterAnswer.Of((HttpStatusCode)status, JsonNode.Parse(json));

    public static WaiterAnswer Refusal(int status, string? code) =>
        WaiterAnswer.Of(new AwsException($"Could not ask: {code} ({status}).", new ServiceFault((HttpStatusCode)status, code, "id", status >= 500), null));

    public static WaiterAnswer Throttled() =>
        WaiterAnswer.Of(new AwsException("Could not ask: Throttling (400).", new ServiceFault(HttpStatusCode.BadRequest, "ThrottlingException", "id", true), null));

    public static WaiterAnswer Unreachable() =>
        WaiterAnswer.Of(new AwsException("Could not ask: there was no answer in time.", ServiceFault.Unanswered, new TimeoutException()));

    public static WaiterAnswer Unreadable() =>
        WaiterAnswer.Unreadable(new AwsException("Could not ask: the answer is none that this service gives.", ServiceFault.Unknown, null));
}
