using System.Text;
using System.Text.Json.Nodes;

namespace Prefect.Aws;

/// <summary>One invocation, in the terms of the service.</summary>
internal sealed record LambdaInvocation(string Function, string? Qualifier, LambdaInvocationType Type)
{
    private const int LongestContext = 3583;

    public byte[]? Payload { get; init; }

    public bool IsTailWanted { get; init; }

    /// <summary>The client's context, as Base64 of its JSON, which is what the service wants.</summary>
    public string? Context { get; init; }

    public static byte[]? Bytes(JsonNode? payload) =>
        payload is null or JsonObject { Count: 0 } ? null : Encoding.UTF8.GetBytes(payload.ToJsonString());

    /// <exception cref="ArgumentException">The context is too large.</exception>
    public static string? Encode(JsonObject? clientContext)
    {
        if (clientContext is null)
        {
            return null;
        }

        string text = Convert.ToBase64String(Encoding.UTF8.GetBytes(clientContext.ToJsonString()));
        return text.Length <= LongestContext
            ? text
            : throw new ArgumentException(
                $"The client context has {text.Length} bytes in Base64; the service takes at most {LongestContext}. Put the data in the payload.",
                nameof(clientContext));
    }

    public AwsRequest ToRequest()
    {
        Dictionary<string, string> headers = new(StringComparer.Ordinal) { ["X-Amz-Invocation-Type"] = NameOf(Type) };
        if (IsTailWanted)
        {
            headers["X-Amz-Log-Type"] = "Tail";
        }

        if (Context is not null)
        {
            headers["X-Amz-Client-Context"] = Context;
        }

        return new AwsRequest
        {
            Operation = "Invoke",
            Body = Payload,
            IsStreaming = true,
            Route = new AwsRoute("POST", $"/2015-03-31/functions/{AwsRoute.Escape(Function)}/invocations")
            {
                Headers = headers,
                Query = string.IsNullOrEmpty(Qualifier) ? null : new Dictionary<string, string>(StringComparer.Ordinal) { ["Qualifier"] = Qualifier },
            },
        };
    }

    private static string NameOf(LambdaInvocationType type) => type switch
    {
        LambdaInvocationType.RequestResponse => "RequestResponse",
        LambdaInvocationType.Event => "Event",
        LambdaInvocationType.DryRun => "DryRun",
        _ => throw new ArgumentOutOfRangeException(nameof(type), type, "There is no such way to invoke a function."),
    };
}
