using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Prefect.Testing;

/// <summary>A request that an <see cref="AwsPeer"/> got.</summary>
public sealed class AwsExchange
{
    private AwsExchange(WireRequest wire, AwsSignature signature)
    {
        Wire = wire;
        Signature = signature;
        Service = signature.Service;
        Body = wire.Header("x-amz-content-sha256") is { } hash && signature.IsValid ? ChunkedPayload.Decode(wire.Body, hash) : wire.Body;
        Headers = wire.Headers.GroupBy(header => header.Name, StringComparer.OrdinalIgnoreCase)
            .ToDictionary(group => group.Key, group => string.Join(", ", group.Select(header => header.Value)), StringComparer.OrdinalIgnoreCase);
        Query = new WireQuery(wire.Query).Values;
        Form = Headers.GetValueOrDefault("content-type")?.StartsWith("application/x-www-form-urlencoded", StringComparison.OrdinalIgnoreCase) == true
            ? new WireQuery(Encoding.UTF8.GetString(Body).Replace('+', ' ')).Values
            : new Dictionary<string, string>(StringComparer.Ordinal);
        Operation = AwsOperationName.Of(this);
    }

    /// <summary>Service by its name in signatures, such as <c>secretsmanager</c>.</summary>
    public string Service { get; }

    /// <summary>Operation as the vendor names it, such as <c>GetSecretValue</c>; method and path where the name is not known.</summary>
    public string Operation { get; }

    /// <summary>Method, in upper case.</summary>
    public string Method => Wire.Method;

    /// <summary>Path exactly as it was sent, escapes included.</summary>
    public string Path => Wire.Path;

    /// <summary>Parameters of the query, escapes taken away.</summary>
    public IReadOnlyDictionary<string, string> Query { get; }

    /// <summary>Headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; }

    /// <summary>Parameters of a form, escapes taken away: those of the query protocols of EC2 and STS.</summary>
    public IReadOnlyDictionary<string, string> Form { get; }

    /// <summary>The body, without the framing of pieces that uploads have.</summary>
    public byte[] Body { get; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body);

    /// <summary>The body as a JSON object.</summary>
    /// <exception cref="InvalidOperationException">It is none.</exception>
    public JsonObject Json => JsonNode.Parse(Body) as JsonObject ?? throw new InvalidOperationException("The body is no JSON object.");

    /// <summary>What came out when the signature was verified.</summary>
    public AwsSignature Signature { get; }

    internal WireRequest Wire { get; }

    /// <summary>Gives service, operation and path.</summary>
    public override string ToString() => $"{Service}.{Operation} ({Method} {Path})";

    internal static async Task<AwsExchange> ReadAsync(HttpContext context, SignatureVerifier verifier, CancellationToken cancellationToken)
    {
        using MemoryStream body = new();
        await context.Request.Body.CopyToAsync(body, cancellationToken);
        WireRequest wire = new(
            context.Request.Method,
            context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget,
            [.. context.Request.Headers.SelectMany(header => header.Value.Select(value => (header.Key, value ?? "")))],
            body.ToArray());
        return new AwsExchange(wire, verifier.Verify(wire));
    }
}
