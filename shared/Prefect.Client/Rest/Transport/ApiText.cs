using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization.Metadata;

namespace Prefect.Client;

/// <summary>Reads what servers write: answers as they should be, and error bodies of every make.</summary>
internal static class ApiText
{
    private const int LongestDetail = 1000;
    private const int MostFaults = 10;

    public static bool Holds(ReadOnlySpan<byte> body, ReadOnlySpan<byte> text) => body.IndexOf(text) >= 0;

    /// <exception cref="PrefectApiException">The body is not what it should be.</exception>
    public static T Read<T>(ApiResponse response, JsonTypeInfo<T> type, ApiRequest request)
    {
        try
        {
            return JsonSerializer.Deserialize(response.Body, type) ?? throw new JsonException("The answer is null.");
        }
        catch (Exception error) when (error is JsonException or NotSupportedException or FormatException or InvalidOperationException or ArgumentException)
        {
            throw ApiErrors.Unreadable(request, response, error);
        }
    }

    /// <summary>The server's own words in an error body; null where it has none that a reader could use.</summary>
    public static string? DetailOf(ApiResponse response)
    {
        if (IsPage(response))
        {
            return null;
        }

        try
        {
            using JsonDocument document = JsonDocument.Parse(response.Body);
            return document.RootElement.ValueKind is JsonValueKind.Object ? Cut(DetailOf(document.RootElement) is { } detail ? response.Mask(detail) : null) : null;
        }
        catch (JsonException)
        {
            return null;
        }
    }

    public static bool IsPage(ApiResponse response) =>
        response.ContentType?.Contains("html", StringComparison.OrdinalIgnoreCase) == true
        || response.Body.AsSpan().TrimStart(" \t\r\n"u8).StartsWith("<"u8);

    private static string? DetailOf(JsonElement body)
    {
        string? message = TextOf(body, "exception_message");
        string? detail = TextOf(body, "detail") ?? Faults(body, "detail") ?? Faults(body, "exception_detail") ?? TextOf(body, "exception_detail");
        return message is null || detail is null ? message ?? detail : $"{message} {detail}";
    }

    private static string? TextOf(JsonElement body, string name) =>
        body.TryGetProperty(name, out JsonElement value) && value.ValueKind is JsonValueKind.String ? value.GetString() : null;

    /// <summary>Where each fault is and what it is. The input that is repeated beside it may be secret, and is left out.</summary>
    private static string? Faults(JsonElement body, string name)
    {
        if (!body.TryGetProperty(name, out JsonElement list) || list.ValueKind is not JsonValueKind.Array)
        {
            return null;
        }

        return string.Join("; ", list.EnumerateArray().Where(fault => fault.ValueKind is JsonValueKind.Object).Take(MostFaults).Select(Fault));
    }

    private static string Fault(JsonElement fault)
    {
        string place = fault.TryGetProperty("loc", out JsonElement parts) && parts.ValueKind is JsonValueKind.Array
            ? string.Join('.', parts.EnumerateArray().Select(part => part.ToString()))
            : "";
        string message = TextOf(fault, "msg") ?? "is not accepted";
        return place.Length == 0 ? message : $"{place}: {message}";
    }

    private static string? Cut(string? text)
    {
        if (string.IsNullOrWhiteSpace(text))
        {
            return null;
        }

        StringBuilder line = new(text.Length > LongestDetail ? text[..LongestDetail] + "…" : text);
        for (int i = 0; i < line.Length; i++)
        {
            line[i] = char.IsControl(line[i]) ? ' ' : line[i];
        }

        return line.ToString().Trim();
    }
}
