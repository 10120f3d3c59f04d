using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;
using Microsoft.AspNetCore.WebUtilities;

namespace Prefect.Testing;

/// <summary>A request that a <see cref="RestPeer"/> got.</summary>
public sealed class RestExchange
{
    private RestExchange(HttpContext context, byte[] body)
    {
        HttpRequest request = context.Request;
        Method = request.Method;
        Scheme = request.Scheme;
        Host = request.Host.Value ?? "";
        Path = request.Path.Value ?? "/";
        Target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
        Query = Texts(QueryHelpers.ParseQuery(request.QueryString.Value));
        Headers = request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Body = body;
    }

    /// <summary>Method, in upper case.</summary>
    public string Method { get; }

    /// <summary><c>http</c> or <c>https</c>.</summary>
    public string Scheme { get; }

    /// <summary>The host that the client meant, with its port where it has one.</summary>
    public string Host { get; }

    /// <summary>Path, escapes taken away.</summary>
    public string Path { get; }

    /// <summary>Path and query as they were sent.</summary>
    public string Target { get; }

    /// <summary>Parameters of the query by name; most have one value.</summary>
    public IReadOnlyDictionary<string, string[]> Query { get; }

    /// <summary>Headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body, unpacked by nobody.</summary>
    public byte[] Body { get; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public JsonObject Json => JsonNode.Parse(Body) as JsonObject ?? throw new InvalidOperationException("The body is no JSON object.");

    /// <summary>The body as a form, by name.</summary>
    public IReadOnlyDictionary<string, string> Form => Texts(QueryHelpers.ParseQuery(Text)).ToDictionary(pair => pair.Key, pair => pair.Value[0], StringComparer.Ordinal);

    /// <summary>The value of <c>Authorization</c>; null without one.</summary>
    public string? Authorization => Headers.GetValueOrDefault("Authorization");

    /// <summary>The single value of a query's parameter; null without one.</summary>
    /// <param name="name">Its name.</param>
    public string? QueryValue(string name) => Query.GetValueOrDefault(name) is [var value] ? value : null;

    /// <summary>Gives method, host and path.</summary>
    public override string ToString() => $"{Method} {Host}{Path}";

    internal static async Task<RestExchange> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        return new RestExchange(context, body.ToArray());
    }

    private static Dictionary<string, string[]> Texts(Dictionary<string, Microsoft.Extensions.Primitives.StringValues> values) =>
        values.ToDictionary(pair => pair.Key, pair => pair.Value.Select(static value => value ?? "").ToArray(), StringComparer.Ordinal);
}
