using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Server.Kestrel.Core;
using Microsoft.Extensions.Logging;

namespace Prefect.Cli.Tests;

/// <summary>A server that answers every question with one status.</summary>
internal sealed class HealthServer : IAsyncDisposable
{
    private readonly WebApplication _app;

    private HealthServer(WebApplication app) => _app = app;

    public string Api => $"{_app.Urls.First()}/api";

    public string Authorization { get; private set; } = "";

    public static async Task<HealthServer> StartAsync(int status)
    {
        WebApplicationBuilder builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.ConfigureKestrel(options => options.Listen(IPAddress.Loopback, 0, listen => listen.Protocols = HttpProtocols.Http1));
        HealthServer server = new(builder.Build());
        server._app.Run(context =>
        {
            server.Authorization = context.Request.Headers.Authorization.ToString();
            context.Response.StatusCode = context.Request.Path == "/api/health" ? status : StatusCodes.Status418ImATeapot;
            return Task.CompletedTask;
        });
        await server._app.StartAsync(TestContext.Current.CancellationToken);
        return server;
    }

    public ValueTask DisposeAsync() => _app.DisposeAsync();
}
