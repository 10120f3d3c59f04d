using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>A request that an <see cref="ArmPeer"/> got.</summary>
public sealed class ArmRequest
{
    private ArmRequest(HttpContext context, byte[] body)
    {
        HttpRequest request = context.Request;
        Method = request.Method;
        Host = request.Host.Host;
        Path = request.Path.Value ?? "/";
        Query = request.Query.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Headers = request.Headers.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.OrdinalIgnoreCase);
        Body = body;
    }

    /// <summary>Method, in upper case.</summary>
    public string Method { get; }

    /// <summary>The host that the client meant.</summary>
    public string Host { get; }

    /// <summary>Path, escapes taken away.</summary>
    public string Path { get; }

    /// <summary>Parameters of the query by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>Headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>The body.</summary>
    public byte[] Body { get; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public JsonObject Json => JsonNode.Parse(Body) as JsonObject ?? throw new InvalidOperationException("The body is no JSON object.");

    /// <summary>Gives method, host and path.</summary>
    public override string ToString() => $"{Method} {Host}{Path}";

    internal static async Task<ArmRequest> ReadAsync(HttpContext context, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        return new ArmRequest(context, body.ToArray());
    }
}
