using System.Collections.Concurrent;
using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Aws.Tests;

/// <summary>A Security Token Service that lets everybody assume every role, and remembers with what parameters.</summary>
internal sealed class RecordingSts : IAsyncDisposable
{
    private readonly ConcurrentQueue<Dictionary<string, string>> _forms = new();
    private readonly SemaphoreSlim _asked = new(0);
    private readonly WebApplication _server;

    private RecordingSts(TimeSpan lifetime)
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(async context =>
        {
            IFormCollection form = await context.Request.ReadFormAsync(context.RequestAborted);
            _forms.Enqueue(form.ToDictionary(pair => pair.Key, pair => pair.Value.ToString(), StringComparer.Ordinal));
            _asked.Release();
            context.Response.ContentType = "text/xml";
            await context.Response.WriteAsync(Answer(_forms.Count, DateTimeOffset.UtcNow + lifetime), context.RequestAborted);
        });
    }

    public Uri Endpoint => new(_server.Urls.Single());

    public IReadOnlyList<Dictionary<string, string>> Forms => [.. _forms];

    public static async Task<RecordingSts> StartAsync(TimeSpan? lifetime = null)
    {
        RecordingSts sts = new(lifetime ?? TimeSpan.FromHours(1));
        await sts._server.StartAsync(TestContext.Current.CancellationToken);
        return sts;
    }

    /// <summary>Waits until so many requests have come in all.</summary>
    public async Task AskedAsync(int times)
    {
        for (int time = 0; time < times; time++)
        {
            await _asked.WaitAsync(TestContext.Current.CancellationToken);
        }
    }

    public async ValueTask DisposeAsync()
    {
        await _server.DisposeAsync();
        _asked.Dispose();
    }

    private static string Answer(int number, DateTimeOffset expiration) =>
        $"""
        <AssumeRoleResponse xmlns="https://sts.amazonaws.com/doc/2011-06-15/"><AssumeRoleResult><Credentials>
        <AccessKeyId>ASIATEMPORARY{number:0000}</AccessKeyId><SecretAccessKey>temporary-secret</SecretAccessKey>
        <SessionToken>temporary-token</SessionToken><Expiration>{expiration:yyyy-MM-ddTHH:mm:ssZ}</Expiration>
        </Credentials></AssumeRoleResult><ResponseMetadata><RequestId>r</RequestId></ResponseMetadata></AssumeRoleResponse>
        """;
}
