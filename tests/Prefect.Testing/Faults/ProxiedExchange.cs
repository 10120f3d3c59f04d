using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Prefect.Testing;

/// <summary>One request and its answer on their way through the proxy.</summary>
internal sealed class ProxiedExchange(HttpContext context, ProxiedRequest request, HttpMessageInvoker target, Uri targetAddress)
{
    // These belong to one connection, not to the message; bodies are framed anew on each side.
    private static readonly HashSet<string> s_ofConnection = new(StringComparer.OrdinalIgnoreCase)
    {
        "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "Upgrade", "Expect",
    };

    /// <summary>What the client asked for.</summary>
    public ProxiedRequest Request => request;

    /// <summary>The client's connection below HTTP, for faults that HTTP cannot express.</summary>
    public RawConnection Connection { get; } = new(context);

    /// <summary>Passes request and answer on unharmed.</summary>
    public async Task PassOnAsync(CancellationToken cancellationToken)
    {
        using HttpResponseMessage answer = await SendAsync(cancellationToken);
        await RelayAsync(answer, (from, to) => from.CopyToAsync(to, cancellationToken), cancellationToken);
    }

    /// <summary>Passes the request on as it is, Host header included, and gives the target's answer once its head has come.</summary>
    public async Task<HttpResponseMessage> SendAsync(CancellationToken cancellationToken)
    {
        UriCreationOptions verbatim = new() { DangerousDisablePathAndQueryCanonicalization = true };
        using HttpRequestMessage message = new(new HttpMethod(request.Method), new Uri(targetAddress.GetLeftPart(UriPartial.Authority) + request.Target, in verbatim));
        if (context.Request.ContentLength is not null || context.Features.Get<IHttpRequestBodyDetectionFeature>() is { CanHaveBody: true })
        {
            message.Content = new ProxiedBody(context.Request.Body, context.Request.ContentLength, request);
        }

        foreach ((string name, Microsoft.Extensions.Primitives.StringValues values) in context.Request.Headers)
        {
            if (!s_ofConnection.Contains(name) && !message.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values))
            {
                message.Content?.Headers.TryAddWithoutValidation(name, (IEnumerable<string?>)values);
            }
        }

        return await target.SendAsync(message, cancellationToken);
    }

    /// <summary>Passes the answer on whole, through a copying of bodies that may take its time.</summary>
    public async Task RelayAsync(HttpResponseMessage answer, Func<Stream, Stream, Task> copy, CancellationToken cancellationToken)
    {
        context.Response.StatusCode = (int)answer.StatusCode;
        context.Features.GetRequiredFeature<IHttpResponseFeature>().ReasonPhrase = answer.ReasonPhrase;
        foreach ((string name, string value) in HeadersOf(answer))
        {
            context.Response.Headers.Append(name, value);
        }

        await using Stream body = await answer.Content.ReadAsStreamAsync(cancellationToken);
        await copy(body, context.Response.Body);
    }

    /// <summary>Answers in the target's place.</summary>
    public async Task AnswerAsync(AnswerFault answer, CancellationToken cancellationToken)
    {
        await DrainAsync(long.MaxValue, cancellationToken);
        context.Response.StatusCode = answer.Status;
        context.Response.ContentType = answer.ContentType;
        context.Response.ContentLength = answer.Body.Length;
        foreach ((string name, string value) in answer.Headers)
        {
            context.Response.Headers.Append(name, value);
        }

        if (!HttpMethods.IsHead(request.Method))
        {
            await context.Response.Body.WriteAsync(answer.Body, cancellationToken);
        }
    }

    /// <summary>Takes the request's body, or its beginning, and throws it away.</summary>
    public Task DrainAsync(long atMost, CancellationToken cancellationToken) =>
        ProxiedBody.DrainAsync(context.Request.Body, request, atMost, cancellationToken);

    /// <summary>Lists the headers of an answer that go to the client.</summary>
    public static IEnumerable<(string Name, string Value)> HeadersOf(HttpResponseMessage answer) =>
        answer.Headers.NonValidated.Concat(answer.Content.Headers.NonValidated)
            .Where(header => !s_ofConnection.Contains(header.Key))
            .SelectMany(header => header.Value.Select(value => (header.Key, value)));
}
