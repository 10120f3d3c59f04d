using System.Text.Json.Nodes;

namespace Prefect.Http;

/// <summary>What a service said to a request that it refused.</summary>
/// <param name="Code">Its own code; null when it gave none.</param>
/// <param name="Text">Its words.</param>
/// <param name="RequestId">Its id of the request; null when it gave none.</param>
public sealed record RestComplaint(string? Code, string Text, string? RequestId)
{
    private static readonly string[] s_codes = ["error_code", "code", "error"];
    private static readonly string[] s_texts = ["message", "error_description", "detail", "error_message", "user_message"];

    /// <summary>Reads an answer as most services write it: code and message in a JSON object, or one in it under <c>error</c>; else a short text.</summary>
    /// <param name="answer">The refusal.</param>
    /// <exception cref="ArgumentNullException"><paramref name="answer"/> is null.</exception>
    public static RestComplaint Of(RestAnswer answer)
    {
        ArgumentNullException.ThrowIfNull(answer);
        string fallback = answer.ReasonPhrase ?? "The answer says no more.";
        string? id = answer.Header("x-request-id") ?? answer.Header("request-id");
        if (answer.Members() is not { } members)
        {
            return new(null, IsProse(answer) ? answer.Text : fallback, id);
        }

        JsonObject error = members["error"] as JsonObject ?? members;
        return new(First(error, s_codes), First(error, s_texts) ?? fallback, id);
    }

    /// <summary>Gives the first member of an object that is a text with something in it, or a number; null without one.</summary>
    /// <param name="members">The object.</param>
    /// <param name="names">The names that are tried, in order.</param>
    /// <exception cref="ArgumentNullException">An argument is null.</exception>
    public static string? First(JsonObject members, params IEnumerable<string> names)
    {
        ArgumentNullException.ThrowIfNull(members);
        ArgumentNullException.ThrowIfNull(names);
        return names
            .Select(name => members[name] is JsonValue value && value.GetValueKind() is System.Text.Json.JsonValueKind.String or System.Text.Json.JsonValueKind.Number ? value.ToString() : null)
            .FirstOrDefault(static text => !string.IsNullOrWhiteSpace(text));
    }

    private static bool IsProse(RestAnswer answer) =>
        answer.Body.Length is > 0 and <= 300
        && !answer.Text.Contains('<', StringComparison.Ordinal)
        && answer.Text.AsSpan().Trim().Length > 0;
}
