using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;
using Amazon.Runtime;

namespace Prefect.Aws;

/// <summary>Makes connections that trust what the user said, otherwise set up as the SDK's own. One pool serves one client.</summary>
internal sealed class AwsHttpClientFactory(AwsTrust trust) : HttpClientFactory
{
    public RemoteCertificateValidationCallback? Callback { get; } = trust.Callback();

    private readonly Lock _gate = new();
    private HttpClient? _client;

    public override HttpClient CreateHttpClient(IClientConfig clientConfig)
    {
        lock (_gate)
        {
            return _client ??= Build(clientConfig);
        }
    }

    public override bool UseSDKHttpClientCaching(IClientConfig clientConfig) => false;

    public override bool DisposeHttpClientsAfterUse(IClientConfig clientConfig) => false;

    [SuppressMessage("Reliability", "CA2000", Justification = "The client owns its handler.")]
    private HttpClient Build(IClientConfig config)
    {
        SocketsHttpHandler handler = new()
        {
            AllowAutoRedirect = false,
            AutomaticDecompression = DecompressionMethods.None,
            PooledConnectionLifetime = TimeSpan.FromMinutes(15),
            SslOptions = new SslClientAuthenticationOptions { RemoteCertificateValidationCallback = Callback },
            Proxy = config.GetWebProxy(),
        };
        if (config.MaxConnectionsPerServer is { } connections)
        {
            handler.MaxConnectionsPerServer = connections;
        }

        if (config.ConnectTimeout is { } connect)
        {
            handler.ConnectTimeout = connect;
        }

        HttpClient client = new(handler);
        if (config.Timeout is { } timeout)
        {
            client.Timeout = timeout;
        }

        return client;
    }
}
