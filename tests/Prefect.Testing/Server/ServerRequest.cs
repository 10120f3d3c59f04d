using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Prefect.Testing;

/// <summary>A request that a <see cref="PrefectServer"/> got.</summary>
/// <param name="Method">Its method.</param>
/// <param name="Path">Its path below <c>/api</c>, as it was written.</param>
/// <param name="Query">What stood behind the question mark.</param>
public sealed record ServerRequest(string Method, string Path, string Query)
{
    /// <summary>Its headers; of those that came more than once, all values joined by commas.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; private init; } = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);

    /// <summary>Its body as it came.</summary>
    public string Text { get; private init; } = "";

    /// <summary>Its body; null where there was none, or none that is JSON.</summary>
    public JsonNode? Body { get; private init; }

    /// <inheritdoc/>
    public override string ToString() => $"{Method} {Path}{(Query.Length == 0 ? "" : "?" + Query)}";

    internal bool ChangesSomething => Method is not ("GET" or "HEAD");

    internal static async Task<ServerRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using StreamReader reader = new(context.Request.Body);
        string text = await reader.ReadToEndAsync(cancellationToken);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        string path = target.Split('?')[0];
        return new ServerRequest(
            context.Request.Method,
            path.StartsWith("/api/", StringComparison.Ordinal) ? path[4..] : path,
            context.Request.QueryString.Value?.TrimStart('?') ?? "")
        {
            Headers = context.Request.Headers.ToDictionary(header => header.Key, header => header.Value.ToString(), StringComparer.OrdinalIgnoreCase),
            Text = text,
            Body = Parse(text),
        };
    }

    private static JsonNode? Parse(string text)
    {
        try
        {
            return text.Length == 0 ? null : JsonNode.Parse(text, documentOptions: new JsonDocumentOptions { MaxDepth = 512 });
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
