using System.Diagnostics.CodeAnalysis;
using System.Net;
using Azure.Core;
using Azure.Core.Pipeline;

namespace Prefect.Azure;

/// <summary>Builds the vendor's pipeline: retries, logging with redaction, sign-in. All pipelines share one pool of connections.</summary>
internal static class BlobPipeline
{
    private static readonly HttpClientTransport s_transport = MakeTransport(new SocketsHttpHandler());

    public static HttpPipeline Build(BlobAccount account, BlobTransferOptions options)
    {
        BlobPipelineOptions client = new()
        {
            Transport = account.Transport ?? s_transport,
            RetryPolicy = new FullJitterRetry(options.Retries, options.RetryDelay),
        };
        client.AddPolicy(new RetryAfterLimit(options.LongestPause), HttpPipelinePosition.PerRetry);
        client.Diagnostics.IsDistributedTracingEnabled = false;
        client.Diagnostics.IsTelemetryEnabled = true;
        client.Diagnostics.ApplicationId = "prefect-dotnet";
        HttpPipelineOptions pipeline = new(client) { ResponseClassifier = new BlobResponseClassifier() };
        if (account.SignIn.Policy() is { } policy)
        {
            pipeline.PerRetryPolicies.Add(policy);
        }

        return HttpPipelineBuilder.Build(pipeline);
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The transport owns its handler, and lives as long as the process.")]
    public static HttpClientTransport MakeTransport(SocketsHttpHandler handler)
    {
        handler.AllowAutoRedirect = false;
        handler.AutomaticDecompression = DecompressionMethods.None;
        handler.UseCookies = false;
        handler.ConnectTimeout = TimeSpan.FromSeconds(30);
        handler.PooledConnectionLifetime = TimeSpan.FromMinutes(15);
        return new HttpClientTransport(handler);
    }
}
