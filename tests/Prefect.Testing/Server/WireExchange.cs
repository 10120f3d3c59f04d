using System.Text.Json.Nodes;

namespace Prefect.Testing;

/// <summary>A request to a real Prefect server and its answer, as they were recorded.</summary>
/// <param name="Sequence">Its place in the recording.</param>
/// <param name="Method">Method of the request.</param>
/// <param name="Path">Path of the request below <c>/api</c>.</param>
/// <param name="Query">What stood behind the question mark.</param>
/// <param name="Status">Status of the answer.</param>
public sealed record WireExchange(int Sequence, string Method, string Path, string Query, int Status)
{
    /// <summary>Body of the request; null where there was none.</summary>
    public JsonNode? Body { get; init; }

    /// <summary>Body of the answer; null where there was none.</summary>
    public JsonNode? Answer { get; init; }

    /// <summary>When the server said to come again.</summary>
    public string? RetryAfter { get; init; }

    /// <summary>Whether the request was signed.</summary>
    public bool IsSigned { get; init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Sequence}: {Method} {Path}{(Query.Length == 0 ? "" : "?" + Query)} → {Status}";

    internal static WireExchange Read(JsonObject json)
    {
        string path = json["path"]!.ToString();
        return new WireExchange(
            json["seq"]!.GetValue<int>(), json["method"]!.ToString(), path["/api".Length..], json["query"]?.ToString() ?? "", json["status"]!.GetValue<int>())
        {
            Body = json["request_body"]?.DeepClone(),
            Answer = json["response_body"]?.DeepClone(),
            RetryAfter = json["response_headers"]?["Retry-After"]?.ToString(),
            IsSigned = json["request_headers"]?["Authorization"] is not null,
        };
    }
}
