using System.Reflection;
using Google.Apis.Http;

namespace Prefect.Gcp;

/// <summary>Makes the clients that requests and sign-ins go through, over one set of connections.</summary>
internal sealed class GoogleHttp : HttpClientFactory
{
    private static readonly string s_agent = $"Prefect.Gcp/{typeof(GoogleHttp).Assembly.GetName().Version?.ToString(3)}";

    private static readonly SocketsHttpHandler s_connections = new()
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
        EnableMultipleHttp2Connections = true,
        ActivityHeadersPropagator = null,
    };

    public static GoogleHttp Shared { get; } = new();

    /// <summary>The client of services: repeats nothing, follows nothing and waits as long as it is told to.</summary>
    public static ConfigurableHttpClient Services { get; } = Build();

    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => s_connections;

    private static ConfigurableHttpClient Build()
    {
        ConfigurableHttpClient client = Shared.CreateHttpClient(new CreateHttpClientArgs { ApplicationName = s_agent });
        client.MessageHandler.NumTries = 1;
        client.MessageHandler.FollowRedirect = false;
        client.Timeout = Timeout.InfiniteTimeSpan;
        return client;
    }
}
