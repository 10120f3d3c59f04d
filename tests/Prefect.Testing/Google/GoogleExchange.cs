using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;
using Microsoft.Net.Http.Headers;

namespace Prefect.Testing;

/// <summary>A request that a <see cref="GooglePeer"/> got, as the vendor's rules read it.</summary>
public sealed class GoogleExchange
{
    private GoogleExchange(HttpRequest request, string target, byte[] body)
    {
        (string path, string query) = Split(target, '?');
        (string first, string rest) = Split(path.TrimStart('/'), '/');
        Host = first.Contains('.', StringComparison.Ordinal) ? first : null;
        Path = Host is null ? path.TrimStart('/') : rest;
        Method = request.Method;
        Address = $"{request.Scheme}://{request.Host}{path}";
        Query = QueryHelpers.ParseQuery(query).ToDictionary(pair => pair.Key, pair => pair.Value.ToArray().Select(value => value ?? "").ToArray(), StringComparer.Ordinal);
        Headers = request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Body = body;
        Document = body;
    }

    /// <summary>Method, in upper case.</summary>
    public string Method { get; }

    /// <summary>The host that the client meant; null when the client does not tell.</summary>
    public string? Host { get; }

    /// <summary>Path without the leading slash, as it was sent: with its escapes.</summary>
    public string Path { get; }

    /// <summary>Address without the query, as it was sent.</summary>
    public string Address { get; }

    /// <summary>
    /// The vendor's id of the method, such as <c>storage.objects.get</c>; a transfer has a word more: <c>/download</c>, or
    /// <c>/media</c>, <c>/multipart</c>, <c>/resumable</c> and, for the requests that follow the last, <c>/session</c>. Empty when the
    /// vendor has no such method.
    /// </summary>
    public string Operation { get; internal set; } = "";

    /// <summary>The values in the path by their names in the vendor's rules, escapes taken away.</summary>
    public IReadOnlyDictionary<string, string> Parts { get; internal set; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>Parameters of the query; most have one value.</summary>
    public IReadOnlyDictionary<string, string[]> Query { get; }

    /// <summary>Headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body.</summary>
    public byte[] Body { get; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as a JSON object; of a multipart upload, its first part.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public JsonObject Json => JsonNode.Parse(Document ?? throw new InvalidOperationException("The body is no JSON object.")) as JsonObject
        ?? throw new InvalidOperationException("The body is no JSON object.");

    /// <summary>The data of a multipart upload: its second part.</summary>
    public byte[] Data { get; internal set; } = [];

    /// <summary>What the request breaks of the vendor's rules.</summary>
    public IReadOnlyList<string> Problems { get; internal set; } = [];

    internal byte[]? Document { get; set; }

    internal GoogleMethod? Rule { get; set; }

    /// <summary>The single value of a query's parameter; null without one.</summary>
    public string? QueryValue(string name) => Query.GetValueOrDefault(name) is [var value] ? value : null;

    /// <summary>Gives operation, method and path.</summary>
    public override string ToString() => $"{Operation} ({Method} {Host}/{Path})";

    internal static async Task<GoogleExchange> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        GoogleExchange exchange = new(context.Request, target, body.ToArray());
        if (MediaTypeHeaderValue.TryParse(context.Request.ContentType, out MediaTypeHeaderValue? type) && type.MediaType == "multipart/related")
        {
            List<byte[]> parts = await PartsAsync(exchange.Body, HeaderUtilities.RemoveQuotes(type.Boundary).ToString(), cancellationToken);
            exchange.Document = parts.ElementAtOrDefault(0);
            exchange.Data = parts.ElementAtOrDefault(1) ?? [];
        }

        return exchange;
    }

    private static async Task<List<byte[]>> PartsAsync(byte[] body, string boundary, CancellationToken cancellationToken)
    {
        List<byte[]> parts = [];
        MultipartReader reader = new(boundary, new MemoryStream(body)) { BodyLengthLimit = null };
        while (await reader.ReadNextSectionAsync(cancellationToken) is { } section)
        {
            using MemoryStream content = new();
            await section.Body.CopyToAsync(content, cancellationToken);
            parts.Add(content.ToArray());
        }

        return parts;
    }

    private static (string Before, string After) Split(string text, char mark) =>
        text.IndexOf(mark, StringComparison.Ordinal) is >= 0 and var at ? (text[..at], text[(at + 1)..]) : (text, "");
}
