using System.Text.Json;
using System.Text.Json.Nodes;
using Prefect.Http;

namespace Prefect.Databricks;

/// <summary>Makes requests of what callers write.</summary>
internal static class DatabricksRequest
{
    /// <exception cref="ArgumentException">The path is empty or leads elsewhere, or a parameter is none that a query can have.</exception>
    public static RestRequest Of(HttpMethod method, string path, JsonObject? query, JsonObject? body)
    {
        RestRequest request = new(method, Checked(path)) { Body = body is null ? null : Body(body.DeepClone().AsObject()) };
        foreach ((string name, JsonNode? value) in query ?? [])
        {
            request = value is JsonArray many
                ? many.Aggregate(request, (built, item) => built.With(name, Text(name, item)))
                : request.With(name, Text(name, value));
        }

        return request;
    }

    /// <summary>A body without what is null in it.</summary>
    public static RestBody Body(JsonObject document) => RestBody.Json(DatabricksWire.Strip(document), DatabricksWire.Type<JsonObject>());

    private static string? Text(string name, JsonNode? value) => value?.GetValueKind() switch
    {
        null => null,
        JsonValueKind.String => value.Deserialize(DatabricksWire.Type<string>()),
        JsonValueKind.Number or JsonValueKind.True or JsonValueKind.False => value.ToJsonString(),
        _ => throw new ArgumentException($"The parameter '{name}' is neither a text, a number, true or false, nor a list of such.", nameof(value)),
    };

    private static string Checked(string path)
    {
        ArgumentException.ThrowIfNullOrWhiteSpace(path);
        string relative = path.StartsWith('/') ? path[1..] : path;
        return relative.Contains('#', StringComparison.Ordinal) || relative.Split('?')[0].Split('/').Any(LeadsElsewhere)
            ? throw new ArgumentException("The path must be below the API's address, such as 2.1/jobs/list, and have its values escaped.", nameof(path))
            : relative;
    }

    private static bool LeadsElsewhere(string segment) => segment.Contains('\\', StringComparison.Ordinal) || Uri.UnescapeDataString(segment) is "" or "." or "..";
}
