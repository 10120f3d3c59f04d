using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Gcp;

/// <summary>What a service said to a request that it refused.</summary>
/// <param name="Code">The reason of the first error, or else the state of the procedure; null when neither is told.</param>
/// <param name="Text">Its words.</param>
internal sealed record GoogleErrorDocument(string? Code, string Text)
{
    private const string ErrorInfo = "type.googleapis.com/google.rpc.ErrorInfo";

    private static readonly JsonDocumentOptions s_shallow = new() { MaxDepth = 32 };

    public static GoogleErrorDocument Of(string body, string? phrase)
    {
        string fallback = string.IsNullOrEmpty(phrase) ? "The answer says no more." : phrase;
        if (!body.AsSpan().TrimStart().StartsWith("{"))
        {
            return new(null, IsProse(body) ? body : fallback);
        }

        try
        {
            return JsonNode.Parse(body, documentOptions: s_shallow) is JsonObject members ? Of(members, fallback) : new(null, fallback);
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return new(null, fallback);
        }
    }

    private static GoogleErrorDocument Of(JsonObject members, string fallback) => members["error"] switch
    {
        JsonObject error => new(CodeOf(error), Member(error, "message") ?? fallback),
        JsonValue error when error.TryGetValue(out string? code) => new(code, Member(members, "error_description") ?? fallback),
        _ => new(null, fallback),
    };

    private static string? CodeOf(JsonObject error) =>
        (error["errors"] as JsonArray)?.OfType<JsonObject>().Select(static one => Member(one, "reason")).FirstOrDefault(static reason => reason is not null)
        ?? (error["details"] as JsonArray)?.OfType<JsonObject>()
            .Where(static one => Member(one, "@type") == ErrorInfo)
            .Select(static one => Member(one, "reason"))
            .FirstOrDefault(static reason => reason is "SERVICE_DISABLED" or "ACCESS_TOKEN_SCOPE_INSUFFICIENT")
        ?? Member(error, "status");

    private static string? Member(JsonObject members, string name) =>
        members[name] is JsonValue value && value.TryGetValue(out string? text) && text.Length > 0 ? text : null;

    // Cloud Storage says some things in plain words; a gateway's page is not among them.
    private static bool IsProse(string body) => body.Length is > 0 and <= 300 && !body.Contains('<', StringComparison.Ordinal);
}
