using System.IO.Compression;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>What a <see cref="GooglePeer"/> answers, or does instead.</summary>
public sealed record GoogleReply
{
    private readonly Func<HttpContext, CancellationToken, Task> _write;

    private GoogleReply(Func<HttpContext, CancellationToken, Task> write) => _write = write;

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the answer waits for.</summary>
    public Task Held { get; init; } = Task.CompletedTask;

    /// <summary>The document that is answered with success; null for any other answer.</summary>
    internal string? Document { get; private init; }

    /// <summary>Answers with JSON, compressed for who can read that.</summary>
    public static GoogleReply Json(string json, int status = 200) => new((context, token) => SendJsonAsync(context, status, json, token))
    {
        Document = status is >= 200 and <= 299 ? json : null,
    };

    /// <summary>Answers with JSON, compressed for who can read that.</summary>
    public static GoogleReply Json(JsonObject json, int status = 200) => Json(json.ToJsonString(), status);

    /// <summary>Answers with a body of any kind.</summary>
    public static GoogleReply Bytes(ReadOnlyMemory<byte> body, string contentType = "application/octet-stream", int status = 200) =>
        new((context, token) => SendAsync(context, status, contentType, body, token));

    /// <summary>Answers with what is written meanwhile.</summary>
    /// <param name="write">Writes the body.</param>
    /// <param name="contentType">Kind of the body.</param>
    public static GoogleReply Stream(Func<Stream, CancellationToken, Task> write, string contentType = "application/json; charset=UTF-8") =>
        new((context, token) =>
        {
            context.Response.ContentType = contentType;
            return write(context.Response.Body, token);
        });

    /// <summary>Answers with a status alone, such as 204, or 308 with a <c>Range</c> in <paramref name="headers"/>.</summary>
    public static GoogleReply Status(int status, params IReadOnlyCollection<(string Name, string Value)> headers) =>
        new((context, _) =>
        {
            context.Response.StatusCode = status;
            context.Response.ContentLength = status == 204 ? null : 0;
            return Task.CompletedTask;
        })
        {
            Headers = headers.ToDictionary(header => header.Name, header => header.Value, StringComparer.Ordinal),
        };

    /// <summary>Refuses, in the words of the service's kind: a code in capitals is a state of the newer ones, any other a reason of the older.</summary>
    /// <param name="status">Status of the answer.</param>
    /// <param name="code">State, such as <c>NOT_FOUND</c>, or reason, such as <c>notFound</c>.</param>
    /// <param name="message">Text for people.</param>
    public static GoogleReply Error(int status, string code, string message = "No.")
    {
        JsonObject error = new() { ["code"] = status, ["message"] = message };
        if (code.Any(char.IsAsciiLetterLower))
        {
            error["errors"] = new JsonArray(new JsonObject { ["message"] = message, ["domain"] = "global", ["reason"] = code });
        }
        else
        {
            error["status"] = code;
        }

        return Json(new JsonObject { ["error"] = error }, status);
    }

    /// <summary>Says that there is no such resource, as the newer services do.</summary>
    public static GoogleReply NotFound(string message = "Requested entity was not found.") => Error(404, "NOT_FOUND", message);

    /// <summary>Refuses for there being too many requests.</summary>
    /// <param name="seconds">When to come again; null does not say.</param>
    public static GoogleReply Throttled(int? seconds = null)
    {
        GoogleReply reply = Error(429, "RESOURCE_EXHAUSTED", "Quota exceeded.");
        return seconds is { } wait
            ? reply with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["Retry-After"] = wait.ToString() } }
            : reply;
    }

    /// <summary>Fails as a service does that is broken.</summary>
    public static GoogleReply InternalError(int status = 500) => Error(status, status == 503 ? "UNAVAILABLE" : "INTERNAL", "The service is unwell.");

    /// <summary>Answers with a page, as a gateway or a hotel's network does.</summary>
    public static GoogleReply Html(int status = 502) => Bytes(
        "<html><head><title>Sorry</title></head><body><h1>Sorry</h1></body></html>"u8.ToArray(), "text/html; charset=UTF-8", status);

    /// <summary>Answers with the beginning of a body, and breaks the connection.</summary>
    /// <param name="beginning">What arrives.</param>
    public static GoogleReply Half(string beginning = """{"kind":"storage#obj""") => new(async (context, token) =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(beginning);
        context.Response.ContentType = "application/json; charset=UTF-8";
        context.Response.ContentLength = bytes.Length + 100;
        await context.Response.Body.WriteAsync(bytes, token);
        await context.Response.Body.FlushAsync(token);
        await new RawConnection(context).ResetAsync(token);
    });

    /// <summary>Takes the request and breaks the connection.</summary>
    public static GoogleReply Reset() => new((context, token) => new RawConnection(context).ResetAsync(token));

    /// <summary>Takes the request and never answers.</summary>
    public static GoogleReply Never() => new((context, token) => new RawConnection(context).StallAsync(token));

    internal async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await Held.WaitAsync(cancellationToken);
        foreach ((string name, string value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        await _write(context, cancellationToken);
    }

    private static async Task SendJsonAsync(HttpContext context, int status, string json, CancellationToken cancellationToken)
    {
        byte[] body = Encoding.UTF8.GetBytes(json);
        if (context.Request.Headers.AcceptEncoding.ToString().Contains("gzip", StringComparison.OrdinalIgnoreCase))
        {
            context.Response.Headers.ContentEncoding = "gzip";
            body = Compress(body);
        }

        await SendAsync(context, status, "application/json; charset=UTF-8", body, cancellationToken);
    }

    private static byte[] Compress(byte[] body)
    {
        using MemoryStream packed = new();
        using (GZipStream gzip = new(packed, CompressionLevel.Fastest))
        {
            gzip.Write(body);
        }

        return packed.ToArray();
    }

    private static async Task SendAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(HttpMethods.IsHead(context.Request.Method) ? default : body, cancellationToken);
    }
}
