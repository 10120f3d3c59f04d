using System.Net;
using System.Text.Json.Nodes;

namespace Prefect.Aws.Tests;

/// <summary>Answers as services give them to waiters.</summary>
internal static class WaiterAnswers
{
    public static WaiterAnswer Json(string json, int status = 200) => WaiterAnswer.Of((HttpStatusCode)status, JsonNode.Parse(json));

    public static WaiterAnswer Refusal(int status, string? code) =>
        WaiterAnswer.Of(new AwsException($"Could not ask: {code} ({status}).", new AwsFault((HttpStatusCode)status, code, "id", status >= 500), null));

    public static WaiterAnswer Throttled() =>
        WaiterAnswer.Of(new AwsException("Could not ask: Throttling (400).", new AwsFault(HttpStatusCode.BadRequest, "ThrottlingException", "id", true), null));

    public static WaiterAnswer Unreachable() =>
        WaiterAnswer.Of(new AwsException("Could not ask: there was no answer in time.", new AwsFault(null, null, null, true), new TimeoutException()));

    public static WaiterAnswer Unreadable() =>
        WaiterAnswer.Unreadable(new AwsException("Could not ask: the answer is none that this service gives.", new AwsFault(null, null, null, false), null));
}
