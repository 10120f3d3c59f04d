using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Testing;

/// <summary>
/// Stands in for a service that speaks JSON over HTTP: remembers each request, and answers what a test scripted. What nobody scripted gets a
/// 404, and stands among <see cref="Unscripted"/>.
/// </summary>
/// <example>
/// <code>
/// await using RestPeer peer = await RestPeer.StartAsync(Token);
/// peer.On("GET /api/2.1/jobs/get", RestReply.Throttled(7), RestReply.Json("""{"job_id":11}"""));
/// using HttpMessageHandler way = peer.CreateHandler();                     // leads every host to the peer
/// peer.RequestsFor("GET /api/2.1/jobs/get").Count.ShouldBe(2);
/// </code>
/// </example>
public sealed class RestPeer : IAsyncDisposable
{
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<RestExchange> _requests = new();
    private readonly ConcurrentQueue<string> _unscripted = new();
    private readonly ConcurrentStack<(RestRoute Route, Func<RestExchange, RestReply?> Answer)> _script = new();
    private readonly X509Certificate2 _certificate = RestCertificate.Make();

    private RestPeer()
    {
        _server = Build(_certificate);
        _server.Run(HandleAsync);
    }

    /// <summary>Where it listens on 127.0.0.1, without encryption.</summary>
    public Uri Address { get; private set; } = new("http://127.0.0.1/");

    /// <summary>Where it listens on 127.0.0.1, with encryption.</summary>
    public Uri SecureAddress { get; private set; } = new("https://127.0.0.1/");

    /// <summary>Its certificate, which nobody trusts who is not told to, as files have it.</summary>
    public string CertificatePem => _certificate.ExportCertificatePem();

    /// <summary>All requests so far, in the order of arrival.</summary>
    public IReadOnlyList<RestExchange> Requests => [.. _requests];

    /// <summary>The requests that no test scripted, as texts.</summary>
    public IReadOnlyList<string> Unscripted => [.. _unscripted];

    /// <summary>Starts a peer on ports of its own.</summary>
    /// <param name="cancellationToken">Gives up starting.</param>
    public static async Task<RestPeer> StartAsync(CancellationToken cancellationToken = default)
    {
        RestPeer peer = new();
        await peer._server.StartAsync(cancellationToken);
        peer.Address = new Uri(peer._server.Urls.Single(static url => url.StartsWith("http:", StringComparison.Ordinal)));
        peer.SecureAddress = new Uri(peer._server.Urls.Single(static url => url.StartsWith("https:", StringComparison.Ordinal)));
        return peer;
    }

    /// <summary>Makes a way on which requests to whatever host arrive here, as if nothing lay between.</summary>
    /// <param name="address">Where they arrive in place of <see cref="Address"/>: a <see cref="FaultProxy"/> before it, for one.</param>
    public HttpMessageHandler CreateHandler(Uri? address = null) => new RestDetour(address ?? Address);

    /// <summary>Makes connections that trust this peer's certificate and no other.</summary>
    public SocketsHttpHandler CreateTrustingHandler() => new()
    {
        AllowAutoRedirect = false,
        UseProxy = false,
        SslOptions = new SslClientAuthenticationOptions
        {
            RemoteCertificateValidationCallback = (_, certificate, _, _) => certificate?.GetCertHashString() == _certificate.GetCertHashString(),
        },
    };

    /// <summary>Scripts an operation. What was scripted last has precedence.</summary>
    /// <param name="operation">Method and path: a method or a segment may be <c>*</c>, which stands for any, and the end <c>/**</c> for whatever follows.</param>
    /// <param name="answer">Gives the answer to a request; null leaves it to what was scripted before.</param>
    public void On(string operation, Func<RestExchange, RestReply?> answer) => _script.Push((new RestRoute(operation), answer));

    /// <summary>Scripts an operation with answers that are given one after another, the last of them from then on.</summary>
    /// <param name="operation">Method and path: a method or a segment may be <c>*</c>, which stands for any, and the end <c>/**</c> for whatever follows.</param>
    /// <param name="answers">At least one.</param>
    public void On(string operation, params IReadOnlyList<RestReply> answers)
    {
        ArgumentOutOfRangeException.ThrowIfZero(answers.Count, nameof(answers));
        int next = -1;
        On(operation, _ => answers[Math.Min(Interlocked.Increment(ref next), answers.Count - 1)]);
    }

    /// <summary>Lists the requests for an operation.</summary>
    /// <param name="operation">Method and path: a method or a segment may be <c>*</c>, which stands for any, and the end <c>/**</c> for whatever follows.</param>
    public IReadOnlyList<RestExchange> RequestsFor(string operation)
    {
        RestRoute route = new(operation);
        return [.. _requests.Where(route.Matches)];
    }

    /// <summary>Breaks off what is under way and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _certificate.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Build(X509Certificate2 certificate)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Listen(IPAddress.Loopback, 0, listener => listener.UseHttps(certificate));
            kestrel.AddServerHeader = false;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        return builder.Build();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails while it answers, the client sees a broken connection.")]
    private async Task HandleAsync(HttpContext context)
    {
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            RestExchange request = await RestExchange.ReadAsync(context, ended.Token);
            _requests.Enqueue(request);
            await AnswerTo(request).WriteAsync(context, ended.Token);
        }
        catch (Exception)
        {
            context.Abort();
        }
    }

    private RestReply AnswerTo(RestExchange request)
    {
        foreach ((RestRoute route, Func<RestExchange, RestReply?> answer) in _script)
        {
            if (route.Matches(request) && answer(request) is { } reply)
            {
                return reply;
            }
        }

        _unscripted.Enqueue(request.ToString());
        return RestReply.Json($$"""{"message":"No test scripted {{request}}."}""", 404);
    }
}
