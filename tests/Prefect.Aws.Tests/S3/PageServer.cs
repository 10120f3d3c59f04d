using System.Net;
using System.Text;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Aws.Tests;

/// <summary>Answers whatever it is asked with one page.</summary>
internal sealed class PageServer : IAsyncDisposable
{
    private readonly WebApplication _server;

    private PageServer(WebApplication server) => _server = server;

    public Uri Address => new(_server.Urls.Single());

    public static async Task<PageServer> StartAsync(string page, CancellationToken cancellationToken, string? etag = null)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        WebApplication server = builder.Build();
        server.Run(async context =>
        {
            byte[] body = Encoding.UTF8.GetBytes(page);
            context.Response.ContentType = "text/html; charset=utf-8";
            context.Response.ContentLength = body.Length;
            context.Response.Headers.ETag = etag;
            await context.Response.Body.WriteAsync(HttpMethods.IsHead(context.Request.Method) ? default : body.AsMemory(), context.RequestAborted);
        });
        await server.StartAsync(cancellationToken);
        return new PageServer(server);
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();
}
