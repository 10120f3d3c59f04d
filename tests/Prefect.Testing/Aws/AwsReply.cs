using System.Text;
using System.Text.Json.Nodes;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>What an <see cref="AwsPeer"/> answers, or does instead.</summary>
public sealed record AwsReply
{
    private readonly Func<AwsExchange, HttpContext, CancellationToken, Task> _write;

    private AwsReply(Func<AwsExchange, HttpContext, CancellationToken, Task> write) => _write = write;

    /// <summary>Further headers of the answer.</summary>
    public IReadOnlyDictionary<string, string> Headers { get; init; } = new Dictionary<string, string>(StringComparer.Ordinal);

    /// <summary>What the answer waits for.</summary>
    public Task Held { get; init; } = Task.CompletedTask;

    /// <summary>Answers with JSON.</summary>
    public static AwsReply Json(string json, int status = 200) => new((request, context, token) => SendAsync(
        context, status, request.Headers.ContainsKey("x-amz-target") ? "application/x-amz-json-1.1" : "application/json", Encoding.UTF8.GetBytes(json), token));

    /// <summary>Answers with JSON.</summary>
    public static AwsReply Json(JsonObject json, int status = 200) => Json(json.ToJsonString(), status);

    /// <summary>Answers with XML.</summary>
    public static AwsReply Xml(string xml, int status = 200) => Bytes(Encoding.UTF8.GetBytes(xml), "text/xml;charset=UTF-8", status);

    /// <summary>Answers with a body of any kind.</summary>
    public static AwsReply Bytes(ReadOnlyMemory<byte> body, string contentType = "application/octet-stream", int status = 200) =>
        new((_, context, token) => SendAsync(context, status, contentType, body, token));

    /// <summary>Answers with a body that is written bit by bit.</summary>
    public static AwsReply Stream(Func<Stream, CancellationToken, Task> write, string contentType = "application/octet-stream") => new((_, context, token) =>
    {
        context.Response.ContentType = contentType;
        return write(context.Response.Body, token);
    });

    /// <summary>Refuses as the service does that is asked: in JSON or XML, by its own envelope.</summary>
    /// <param name="code">The vendor's code.</param>
    /// <param name="message">Text for people.</param>
    /// <param name="status">Status of the answer.</param>
    public static AwsReply Error(string code, string message = "No.", int status = 400) => new((request, context, token) =>
        AwsErrorBody.SendAsync(request, context, status, code, message, token));

    /// <summary>Refuses for there being too many requests.</summary>
    public static AwsReply Throttled() => Error("ThrottlingException", "Rate exceeded");

    /// <summary>Fails as a service does that is broken.</summary>
    public static AwsReply InternalError() => Error("InternalFailure", "The service failed.", 500);

    /// <summary>Answers with a page, as a load balancer or a hotel's network does.</summary>
    public static AwsReply Html(int status = 503) => Bytes(
        "<html><head><title>Sorry</title></head><body><h1>Sorry</h1></body></html>"u8.ToArray(), "text/html", status);

    /// <summary>Answers with the beginning of a body, and closes the connection.</summary>
    /// <param name="beginning">What arrives.</param>
    public static AwsReply Half(string beginning = """{"JobRun":{"JobRunState":"SUC""") => new(async (_, context, token) =>
    {
        byte[] bytes = Encoding.UTF8.GetBytes(beginning);
        byte[] head = Encoding.ASCII.GetBytes(
            $"HTTP/1.1 200 OK\r\nContent-Type: application/x-amz-json-1.1\r\nContent-Length: {bytes.Length + 100}\r\n\r\n");
        RawConnection connection = new(context);
        await connection.WriteAsync((byte[])[.. head, .. bytes], token);
        await connection.CloseAsync(token);
    });

    /// <summary>Takes the request and breaks the connection.</summary>
    public static AwsReply Reset() => new((_, context, token) => new RawConnection(context).ResetAsync(token));

    /// <summary>Takes the request and never answers.</summary>
    public static AwsReply Never() => new((_, context, token) => new RawConnection(context).StallAsync(token));

    internal async Task WriteAsync(AwsExchange request, HttpContext context, CancellationToken cancellationToken)
    {
        await Held.WaitAsync(cancellationToken);
        context.Response.Headers["x-amzn-RequestId"] = Guid.NewGuid().ToString();
        foreach ((string name, string value) in Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        await _write(request, context, cancellationToken);
    }

    internal static async Task SendAsync(HttpContext context, int status, string contentType, ReadOnlyMemory<byte> body, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = status;
        if (status == StatusCodes.Status204NoContent)
        {
            return;
        }

        context.Response.ContentType = contentType;
        context.Response.ContentLength = body.Length;
        await context.Response.Body.WriteAsync(HttpMethods.IsHead(context.Request.Method) ? default : body, cancellationToken);
    }
}
