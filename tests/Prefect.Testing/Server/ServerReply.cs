using System.Globalization;
using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>What a <see cref="PrefectServer"/> answers, or does instead. Scripted ones stand in for its own answers.</summary>
public sealed record ServerReply
{
    private readonly Func<HttpContext, CancellationToken, Task> _write;

    private ServerReply(Func<HttpContext, CancellationToken, Task> write) => _write = write;

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the answer waits for.</summary>
    public Task Held { get; init; } = Task.CompletedTask;

    /// <summary>Whether the server does its work first, and this takes the place of its answer: as if the answer were lost.</summary>
    public bool ComesAfterTheWork { get; init; }

    /// <summary>Answers with JSON.</summary>
    public static ServerReply Json(JsonNode? body, int status = 200) => Text(body?.ToJsonString() ?? "null", "application/json", status);

    /// <summary>Answers with a text of any type.</summary>
    public static ServerReply Text(string body, string contentType = "application/json", int status = 200) => new(async (context, token) =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(body);
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = bytes.Length;
        await context.Response.Body.WriteAsync(bytes, token);
    });

    /// <summary>Answers with a status alone.</summary>
    public static ServerReply Status(int status) => new((context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Refuses in the first of the two forms that a Prefect server has: <c>{"detail": …}</c>.</summary>
    public static ServerReply Refused(int status, string detail) => Json(new JsonObject { ["detail"] = detail }, status);

    /// <summary>Refuses in the second form: <c>{"exception_message": …}</c>.</summary>
    public static ServerReply Exception(int status, string message) => Json(new JsonObject { ["exception_message"] = message }, status);

    /// <summary>Refuses for there being too many requests, or for being too busy.</summary>
    /// <param name="seconds">When to come again; null does not say.</param>
    /// <param name="status">429, 503 or 423.</param>
    public static ServerReply ComeAgain(double? seconds, int status = 429)
    {
        ServerReply reply = Refused(status, "Come again.");
        return seconds is { } wait ? reply.With("Retry-After", wait.ToString(CultureInfo.InvariantCulture)) : reply;
    }

    /// <summary>Says that the server is being maintained.</summary>
    public static ServerReply Maintenance() => Exception(503, "Maintenance.").With("Prefect-Maintenance", "true");

    /// <summary>Answers with a page, as a gateway or a hotel's network does.</summary>
    public static ServerReply Html(int status = 200) =>
        Text("<!DOCTYPE html>\n<html><head><title>Sorry</title></head><body><h1>Sorry</h1></body></html>", "text/html; charset=utf-8", status);

    /// <summary>Leads elsewhere.</summary>
    public static ServerReply Redirect(string location, int status = 307) => Status(status).With("Location", location);

    /// <summary>Answers with the beginning of a body, and breaks the connection.</summary>
    public static ServerReply Half() => new(async (context, token) =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes("""{"id": "01a1f9ea-2cdc""");
        context.Response.ContentType = "application/json";
        context.Response.ContentLength = bytes.Length + 100;
        await context.Response.Body.WriteAsync(bytes, token);
        await context.Response.Body.FlushAsync(token);
        await new RawConnection(context).ResetAsync(token);
    });

    /// <summary>Takes the request and breaks the connection.</summary>
    public static ServerReply Reset() => new((context, token) => new RawConnection(context).ResetAsync(token));

    /// <summary>Takes the request and never answers.</summary>
    public static ServerReply Never() => new((context, token) => new RawConnection(context).StallAsync(token));

    /// <summary>Sends the head of an answer and the beginning of its body, and then nothing.</summary>
    public static ServerReply Stalled() => new(async (context, token) =>
    {
        context.Response.ContentType = "application/json";
        await context.Response.Body.WriteAsync("{"u8.ToArray(), token);
        await context.Response.Body.FlushAsync(token);
        await new RawConnection(context).StallAsync(token);
    });

    /// <summary>The same, with a further header.</summary>
    public ServerReply With(string name, string value) =>
        this with { Headers = new Dictionary<string, string>(Headers, StringComparer.Ordinal) { [name] = value } };

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
