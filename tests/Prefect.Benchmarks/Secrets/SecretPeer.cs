using System.Net;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;

namespace Prefect.Benchmarks;

/// <summary>A server in this process that answers every request with one secret.</summary>
internal sealed class SecretPeer : IAsyncDisposable
{
    public const string Value = "correct horse battery staple";

    private static readonly byte[] s_answer = System.Text.Encoding.UTF8.GetBytes(
        """{"ARN":"arn:aws:secretsmanager:us-east-1:123456789012:secret:prod/db-AbCdEf","CreatedDate":1763596800.123,"Name":"prod/db","SecretString":"""
        + $"\"{Value}\"" + ""","VersionId":"a1b2c3d4-5678-90ab-cdef-EXAMPLE11111","VersionStages":["AWSCURRENT"]}""");

    private readonly WebApplication _server;
    private int _answered;

    private SecretPeer()
    {
        WebApplicationBuilder builder = WebApplication.CreateEmptyBuilder(new WebApplicationOptions());
        builder.WebHost.UseKestrelCore().ConfigureKestrel(kestrel => kestrel.Listen(IPAddress.Loopback, 0));
        _server = builder.Build();
        _server.Run(AnswerAsync);
    }

    public Uri Address => new(_server.Urls.Single());

    public int Answered => _answered;

    public static async Task<SecretPeer> StartAsync()
    {
        SecretPeer peer = new();
        await peer._server.StartAsync();
        return peer;
    }

    public ValueTask DisposeAsync() => _server.DisposeAsync();

    private async Task AnswerAsync(HttpContext context)
    {
        // Unsigned requests would be cheaper than real ones.
        if (!context.Request.Headers.Authorization.ToString().StartsWith("AWS4-HMAC-SHA256 ", StringComparison.Ordinal))
        {
            context.Response.StatusCode = StatusCodes.Status403Forbidden;
            return;
        }

        await context.Request.Body.CopyToAsync(Stream.Null, context.RequestAborted);
        Interlocked.Increment(ref _answered);
        context.Response.ContentType = "application/x-amz-json-1.1";
        context.Response.ContentLength = s_answer.Length;
        context.Response.Headers["x-amzn-RequestId"] = "a1b2c3d4-5678-90ab-cdef-EXAMPLE22222";
        await context.Response.Body.WriteAsync(s_answer, context.RequestAborted);
    }
}
