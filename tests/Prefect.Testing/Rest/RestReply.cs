using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>What a <see cref="RestPeer"/> answers, or does instead.</summary>
public sealed record RestReply
{
    private readonly Func<HttpContext, CancellationToken, Task> _write;

    private RestReply(Func<HttpContext, CancellationToken, Task> write) => _write = write;

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the answer waits for. Default: nothing.</summary>
    public Task Held { get; init; } = Task.CompletedTask;

    /// <summary>Answers with JSON.</summary>
    /// <param name="json">The document.</param>
    /// <param name="status">The status.</param>
    public static RestReply Json(string json, int status = 200) => Bytes(Encoding.UTF8.GetBytes(json), "application/json", status);

    /// <inheritdoc cref="Json(string, int)"/>
    public static RestReply Json(JsonNode json, int status = 200)
    {
        ArgumentNullException.ThrowIfNull(json);
        return Json(json.ToJsonString(), status);
    }

    /// <summary>Answers with a text.</summary>
    /// <param name="text">The text.</param>
    /// <param name="contentType">Kind of the body.</param>
    /// <param name="status">The status.</param>
    public static RestReply Text(string text, string contentType = "text/plain; charset=utf-8", int status = 200) => Bytes(Encoding.UTF8.GetBytes(text), contentType, status);

    /// <summary>Answers with a body of any kind.</summary>
    /// <param name="body">The body.</param>
    /// <param name="contentType">Kind of the body.</param>
    /// <param name="status">The status.</param>
    public static RestReply Bytes(ReadOnlyMemory<byte> body, string contentType = "application/octet-stream", int status = 200) => new(async (context, token) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(HttpMethods.IsHead(context.Request.Method) ? default : body, token);
    });

    /// <summary>Answers with what is written meanwhile.</summary>
    /// <param name="write">Writes the body.</param>
    /// <param name="contentType">Kind of the body.</param>
    public static RestReply Stream(Func<Stream, CancellationToken, Task> write, string contentType = "application/json") => new((context, token) =>
    {
        context.Response.ContentType = contentType;
        return write(context.Response.Body, token);
    });

    /// <summary>Answers with a status alone.</summary>
    /// <param name="status">The status.</param>
    public static RestReply Status(int status) => new((context, _) =>
    {
        context.Response.StatusCode = status;
        context.Response.ContentLength = status == 204 ? null : 0;
        return Task.CompletedTask;
    });

    /// <summary>Sends elsewhere.</summary>
    /// <param name="location">Where to.</param>
    /// <param name="status">301, 302, 303, 307 or 308.</param>
    public static RestReply Redirect(Uri location, int status = 302)
    {
        ArgumentNullException.ThrowIfNull(location);
        return Status(status).With("Location", location.OriginalString);
    }

    /// <summary>Refuses for there being too many requests.</summary>
    /// <param name="seconds">When to come again; null does not say.</param>
    public static RestReply Throttled(int? seconds = null)
    {
        RestReply reply = Json("""{"message":"Too many requests."}""", 429);
        return seconds is { } wait ? reply.With("Retry-After", wait.ToString(CultureInfo.InvariantCulture)) : reply;
    }

    /// <summary>Answers with a page, as a gateway or a hotel's network does.</summary>
    /// <param name="status">The status.</param>
    public static RestReply Html(int status = 502) => Text(
        "<html><head><title>Sorry</title></head><body><h1>Sorry</h1></body></html>", "text/html; charset=UTF-8", status);

    /// <summary>Answers with the beginning of a body, and breaks the connection.</summary>
    /// <param name="beginning">What arrives.</param>
    public static RestReply Half(string beginning = """{"id":1,"st""") => new(async (context, token) =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(beginning);
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length + 100;
        await context.Response.Body.WriteAsync(bytes, token);
        await context.Response.Body.FlushAsync(token);
        await new RawConnection(context).ResetAsync(token);
    });

    /// <summary>Takes the request and breaks the connection.</summary>
    public static RestReply Reset() => new(static (context, token) => new RawConnection(context).ResetAsync(token));

    /// <summary>Takes the request and never answers.</summary>
    public static RestReply Never() => new(static (context, token) => new RawConnection(context).StallAsync(token));

    /// <summary>Adds a header, in place of one of the same name.</summary>
    /// <param name="header">Its name.</param>
    /// <param name="value">Its value.</param>
    public RestReply With(string header, string value) => this with { Headers = new Dictionary<string, string>(Headers, StringComparer.Ordinal) { [header] = value } };

    internal async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await Held.WaitAsync(cancellationToken);
        foreach ((string name, string value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        await _write(context, cancellationToken);
    }
}
