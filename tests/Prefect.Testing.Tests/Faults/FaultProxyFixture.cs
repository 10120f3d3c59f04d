using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Prefect.Testing.Tests;

/// <summary>A target that tells what it was asked, a proxy in front of it, and a client that sees the proxy only.</summary>
public sealed class FaultProxyFixture : IAsyncLifetime
{
    private readonly SocketsHttpHandler _handler = new() { UseProxy = false };
    private WebApplication? _target;
    private int _seen;

    public FaultProxy Proxy { get; private set; } = null!;

    public HttpClient Client { get; private set; } = null!;

    /// <summary>How many requests reached the target.</summary>
    public int Seen => _seen;

    public async ValueTask InitializeAsync()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel =>
        {
            kestrel.Listen(IPAddress.Loopback, 0);
            kestrel.Limits.MaxRequestBodySize = null;
        });
        _target = builder.Build();
        _target.Run(AnswerAsync);
        await _target.StartAsync();
        Proxy = await FaultProxy.StartAsync(new Uri(_target.Urls.Single()));
        Client = new HttpClient(_handler) { BaseAddress = Proxy.Endpoint, Timeout = TimeSpan.FromMinutes(5) };
    }

    public async ValueTask DisposeAsync()
    {
        Client.Dispose();
        _handler.Dispose();
        await Proxy.DisposeAsync();
        await _target!.DisposeAsync();
    }

    /// <summary>Gives the address of a path on the target, by way of the proxy.</summary>
    public Uri At(string path) => new(Proxy.Endpoint, path);

    /// <summary>Makes bytes whose value tells their place.</summary>
    public static byte[] Pattern(int length)
    {
        byte[] bytes = new byte[length];
        for (int at = 0; at < length; at++)
        {
            bytes[at] = (byte)(at * 31 % 251);
        }

        return bytes;
    }

    private async Task AnswerAsync(HttpContext context)
    {
        Interlocked.Increment(ref _seen);
        HttpRequest request = context.Request;
        HttpResponse response = context.Response;
        int length = int.TryParse(request.Query["length"], out int asked) ? asked : 0;
        switch (request.Path.Value)
        {
            case "/sized":
                response.ContentLength = length;
                response.Headers.ETag = "\"e1\"";
                await response.Body.WriteAsync(Pattern(length));
                break;
            case "/chunked":
                await response.Body.WriteAsync(Pattern(length));
                break;
            case "/echo":
                response.ContentLength = request.ContentLength;
                await request.Body.CopyToAsync(response.Body);
                break;
            case "/count":
                using (MemoryStream body = new())
                {
                    await request.Body.CopyToAsync(body);
                    await response.WriteAsync(body.Length.ToString("D"));
                }

                break;
            case "/moved":
                response.StatusCode = 302;
                response.Headers.Location = "/elsewhere";
                response.Headers.Append("Set-Cookie", "a=1");
                response.Headers.Append("Set-Cookie", "b=2");
                break;
            case "/broken":
                response.ContentLength = 1000;
                await response.Body.WriteAsync(new byte[10]);
                context.Abort();
                break;
            default:
                string target = context.Features.GetRequiredFeature<IHttpRequestFeature>().RawTarget;
                string headers = string.Join('\n', request.Headers.OrderBy(header => header.Key, StringComparer.Ordinal).Select(header => $"{header.Key}: {header.Value}"));
                await response.WriteAsync($"{request.Method} {target}\n{headers}");
                break;
        }
    }
}
