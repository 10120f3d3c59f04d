using System.Net;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>What a service said when it was asked, an error included.</summary>
internal sealed record WaiterAnswer
{
    private WaiterAnswer()
    {
    }

    /// <summary>What it said; null for an error.</summary>
    public JsonNode? Body { get; private init; }

    /// <summary>Null when it said nothing.</summary>
    public HttpStatusCode? Status { get; private init; }

    public AwsException? Error { get; private init; }

    /// <summary>Whether the service itself refused, as opposed to nobody having answered.</summary>
    public bool IsRefusal => Error is { StatusCode: not null };

    /// <summary>Whether the next answer may well be another: this one came in passing.</summary>
    public bool IsPassing { get; private init; }

    public static WaiterAnswer Of(HttpStatusCode status, JsonNode? body)
    {
        JsonNode answer = body ?? new JsonObject();
        if (answer is JsonObject members)
        {
            members["ResponseMetadata"] = new JsonObject { ["HTTPStatusCode"] = (int)status };
        }

        return new WaiterAnswer { Status = status, Body = answer };
    }

    public static WaiterAnswer Of(AwsException error) => new() { Status = error.StatusCode, Error = error, IsPassing = error.IsTransient };

    /// <summary>An answer that is none of the service's: a page of something between, for one.</summary>
    public static WaiterAnswer Unreadable(AwsException error) => new() { Error = error, IsPassing = true };
}
