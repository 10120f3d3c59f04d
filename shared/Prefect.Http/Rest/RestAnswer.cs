using System.Net;
using System.Text;
using System.Text.Json;
using System.Text.Json.Nodes;

namespace Prefect.Http;

/// <summary>An answer with all of its body.</summary>
public sealed class RestAnswer
{
    private static readonly JsonDocumentOptions s_shallow = new() { MaxDepth = 64, AllowDuplicateProperties = false };

    private readonly Dictionary<string, string> _headers = new(StringComparer.OrdinalIgnoreCase);

    internal RestAnswer(HttpResponseMessage answer, ReadOnlyMemory<byte> body)
    {
        StatusCode = answer.StatusCode;
        ReasonPhrase = string.IsNullOrWhiteSpace(answer.ReasonPhrase) ? null : answer.ReasonPhrase;
        Body = body;
        foreach ((string name, IEnumerable<string> values) in answer.Headers.Concat(answer.Content.Headers))
        {
            _headers[name] = string.Join(", ", values);
        }
    }

    /// <summary>The status.</summary>
    public HttpStatusCode StatusCode { get; }

    /// <summary>The words after the status; null for none.</summary>
    public string? ReasonPhrase { get; }

    /// <summary>The body, unpacked. Of a refusal at most 64 KiB.</summary>
    public ReadOnlyMemory<byte> Body { get; }

    /// <summary>The body as text.</summary>
    public string Text => Encoding.UTF8.GetString(Body.Span);

    /// <summary>The headers by name, in any case.</summary>
    public IReadOnlyDictionary<string, string> Headers => _headers;

    /// <summary>Gives a header; null where there is none.</summary>
    /// <param name="name">Its name, in any case.</param>
    public string? Header(string name) => _headers.GetValueOrDefault(name);

    /// <summary>Reads the body as a JSON object; null where it is none, a gateway's page for one, or says the same twice.</summary>
    public JsonObject? Members()
    {
        try
        {
            return JsonNode.Parse(Body.Span, documentOptions: s_shallow) as JsonObject;
        }
        catch (Exception exception) when (exception is JsonException or ArgumentException)
        {
            return null;
        }
    }
}
