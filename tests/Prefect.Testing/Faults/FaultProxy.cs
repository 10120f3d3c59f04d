using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Hosting;

namespace Prefect.Testing;

/// <summary>
/// Stands in front of a server that speaks plain HTTP/1.1, passes everything on as it is (the Host header too, which signatures
/// cover), and lets go wrong what a test scripted. Remembers every request.
/// </summary>
public sealed class FaultProxy : IAsyncDisposable
{
    private readonly Uri _target;
    private readonly WebApplication _server;
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<ProxiedRequest> _requests = new();
    private readonly ConcurrentQueue<FaultRule> _rules = new();
    private readonly HttpMessageInvoker _client = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.None,
        UseCookies = false,
        UseProxy = false,
        ActivityHeadersPropagator = null,
        RequestHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
        ResponseHeaderEncodingSelector = static (_, _) => Encoding.Latin1,
    });

    private int _count;

    private FaultProxy(Uri target)
    {
        _target = target;
        _server = Build();
        _server.Run(HandleAsync);
    }

    /// <summary>Address of the proxy on 127.0.0.1, with a slash at its end.</summary>
    public Uri Endpoint { get; private set; } = new("http://127.0.0.1/");

    /// <summary>All requests so far, in the order of arrival.</summary>
    public IReadOnlyList<ProxiedRequest> Requests => [.. _requests];

    /// <summary>Starts a proxy on a port of its own.</summary>
    /// <param name="target">Address of the server behind it; its path is ignored, since requests bring theirs.</param>
    /// <param name="cancellationToken">Gives up starting.</param>
    /// <exception cref="ArgumentException">The target is not an absolute http address.</exception>
    public static async Task<FaultProxy> StartAsync(Uri target, CancellationToken cancellationToken = default)
    {
        ArgumentNullException.ThrowIfNull(target);
        if (!target.IsAbsoluteUri || !string.Equals(target.Scheme, Uri.UriSchemeHttp, StringComparison.Ordinal))
        {
            throw new ArgumentException($"The target must be an absolute http address, not '{target}'.", nameof(target));
        }

        FaultProxy proxy = new(target);
        try
        {
            await proxy._server.StartAsync(cancellationToken);
            proxy.Endpoint = new Uri(proxy._server.Urls.Single());
            return proxy;
        }
        catch
        {
            await proxy.DisposeAsync();
            throw;
        }
    }

    /// <summary>Scripts a fault. For each request the first rule that applies is taken, in the order in which they were made.</summary>
    /// <param name="fault">What goes wrong.</param>
    /// <param name="when">Which requests it is for; null for all.</param>
    /// <param name="skip">How many of those pass unharmed first.</param>
    /// <param name="times">How many it then befalls; <see cref="int.MaxValue"/> for all that follow.</param>
    /// <exception cref="ArgumentOutOfRangeException"><paramref name="skip"/> is negative or <paramref name="times"/> not positive.</exception>
    public FaultRule Inject(Fault fault, Func<ProxiedRequest, bool>? when = null, int skip = 0, int times = 1)
    {
        ArgumentNullException.ThrowIfNull(fault);
        ArgumentOutOfRangeException.ThrowIfNegative(skip);
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(times);
        FaultRule rule = new(fault, when ?? (static _ => true), skip, times);
        _rules.Enqueue(rule);
        return rule;
    }

    /// <summary>Forgets all rules and all requests.</summary>
    public void Clear()
    {
        _rules.Clear();
        _requests.Clear();
    }

    /// <summary>Breaks off what is under way and stops.</summary>
    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        await _server.StopAsync();
        await _server.DisposeAsync();
        _client.Dispose();
        _stopping.Dispose();
    }

    private static WebApplication Build()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.AddServerHeader = false;
            kestrel.RequestHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.ResponseHeaderEncodingSelector = static _ => Encoding.Latin1;
            kestrel.Limits.MaxRequestBodySize = null;
            kestrel.Limits.MinRequestBodyDataRate = null;
            kestrel.Limits.MinResponseDataRate = null;
        });
        return builder.Build();
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails between proxy and target, the client sees a broken connection.")]
    private async Task HandleAsync(HttpContext context)
    {
        ProxiedRequest request = new(context, Interlocked.Increment(ref _count));
        _requests.Enqueue(request);
        request.Fault = _rules.FirstOrDefault(rule => rule.Applies(request))?.Fault;
        ProxiedExchange exchange = new(context, request, _client, _target);
        using CancellationTokenSource ended = CancellationTokenSource.CreateLinkedTokenSource(context.RequestAborted, _stopping.Token);
        try
        {
            await (request.Fault?.ApplyAsync(exchange, ended.Token) ?? exchange.PassOnAsync(ended.Token));
        }
        catch (Exception)
        {
            context.Abort();
        }
    }
}
