using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>What an <see cref="ArmPeer"/> answers, or does instead.</summary>
public sealed record ArmReply
{
    private readonly Func<HttpContext, CancellationToken, Task> _write;

    private ArmReply(Func<HttpContext, CancellationToken, Task> write) => _write = write;

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the answer waits for.</summary>
    public Task Held { get; init; } = Task.CompletedTask;

    /// <summary>Answers with JSON.</summary>
    public static ArmReply Json(string json, int status = 200) => Bytes(Encoding.UTF8.GetBytes(json), "application/json; charset=utf-8", status);

    /// <summary>Answers with JSON.</summary>
    public static ArmReply Json(JsonObject json, int status = 200) => Json(json.ToJsonString(), status);

    /// <summary>Answers with a body of any kind.</summary>
    public static ArmReply Bytes(ReadOnlyMemory<byte> body, string contentType = "application/octet-stream", int status = 200) =>
        new((context, token) => SendAsync(context, status, contentType, body, token));

    /// <summary>Answers with a status alone.</summary>
    public static ArmReply Status(int status) => new((context, _) =>
    {
        context.Response.StatusCode = status;
        return Task.CompletedTask;
    });

    /// <summary>Refuses in Resource Manager's envelope.</summary>
    /// <param name="code">The vendor's code.</param>
    /// <param name="message">Text for people.</param>
    /// <param name="status">Status of the answer.</param>
    public static ArmReply Error(string code, string message = "No.", int status = 400)
    {
        JsonObject error = new() { ["error"] = new JsonObject { ["code"] = code, ["message"] = message } };
        return Json(error, status) with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-ms-error-code"] = code } };
    }

    /// <summary>Refuses as storage does.</summary>
    /// <param name="code">The vendor's code.</param>
    /// <param name="message">Text for people.</param>
    /// <param name="status">Status of the answer.</param>
    public static ArmReply BlobError(string code, string message = "No.", int status = 400) => Bytes(
        Encoding.UTF8.GetBytes($"<?xml version=\"1.0\" encoding=\"utf-8\"?><Error><Code>{code}</Code><Message>{message}</Message></Error>"), "application/xml", status)
        with { Headers = new Dictionary<string, string>(StringComparer.Ordinal) { ["x-ms-error-code"] = code } };

    /// <summary>Says that there is no such resource.</summary>
    public static ArmReply NotFound(string resource = "Microsoft.ContainerInstance/containerGroups/demo1") => Error(
        "ResourceNotFound", $"The Resource '{resource}' under resource group 'demo' was not found.", 404);

    /// <summary>Refuses for there being too many requests.</summary>
    /// <param name="seconds">When to come again; null does not say.</param>
    public static ArmReply Throttled(int? seconds = null)
    {
        ArmReply reply = Error("TooManyRequests", "The request is being throttled.", 429);
        return seconds is { } wait
            ? reply with { Headers = new Dictionary<string, string>(reply.Headers, StringComparer.Ordinal) { ["Retry-After"] = wait.ToString() } }
            : reply;
    }

    /// <summary>Fails as a service does that is broken.</summary>
    public static ArmReply InternalError(int status = 500) => Error("InternalServerError", "The server encountered an internal error.", status);

    /// <summary>Answers with a page, as a gateway or a hotel's network does.</summary>
    public static ArmReply Html(int status = 503) => Bytes(
        "<html><head><title>Sorry</title></head><body><h1>Sorry</h1></body></html>"u8.ToArray(), "text/html", status);

    /// <summary>Answers with the beginning of a body, and breaks the connection.</summary>
    /// <param name="beginning">What arrives.</param>
    public static ArmReply Half(string beginning = """{"properties":{"provisioningState":"Succ""") => new(async (context, token) =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(beginning);
        context.Response.ContentType = "application/json; charset=utf-8";
        context.Response.ContentLength = bytes.Length + 100;
        await context.Response.Body.WriteAsync(bytes, token);
        await context.Response.Body.FlushAsync(token);
        await new RawConnection(context).ResetAsync(token);
    });

    /// <summary>Takes the request and breaks the connection.</summary>
    public static ArmReply Reset() => new((context, token) => new RawConnection(context).ResetAsync(token));

    /// <summary>Takes the request and never answers.</summary>
    public static ArmReply Never() => new((context, token) => new RawConnection(context).StallAsync(token));

    internal async Task WriteAsync(HttpContext context, CancellationToken cancellationToken)
    {
        await Held.WaitAsync(cancellationToken);
        context.Response.Headers["x-ms-request-id"] = Guid.NewGuid().ToString();
        foreach ((string name, string value) in Headers)
        {
            context.Response.Headers[name] = value;
        }

        await _write(context, cancellationToken);
    }

    private static async Task SendAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(HttpMethods.IsHead(context.Request.Method) ? default : body, cancellationToken);
    }
}
