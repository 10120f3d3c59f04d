using Google.Apis.Http;

namespace Prefect.Gcp;

/// <summary>Makes the clients that requests and sign-ins go through, over one set of connections.</summary>
internal sealed class GoogleHttp : HttpClientFactory
{
    private static readonly string s_agent = $"Prefect.Gcp/{typeof(GoogleHttp).Assembly.GetName().Version?.ToString(3)}";

    private readonly HttpMessageHandler _connections;

    public GoogleHttp(HttpMessageHandler connections)
    {
        _connections = connections;
        Services = CreateHttpClient(new CreateHttpClientArgs { ApplicationName = s_agent });
        Services.MessageHandler.NumTries = 1;
        Services.MessageHandler.FollowRedirect = false;
        Services.Timeout = Timeout.InfiniteTimeSpan;
    }

    public static GoogleHttp Shared { get; } = new(new SocketsHttpHandler
    {
        AllowAutoRedirect = false,
        UseCookies = false,
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        ConnectTimeout = TimeSpan.FromSeconds(15),
    });

    /// <summary>The client of services: repeats nothing, follows nothing and waits as long as it is told to.</summary>
    public ConfigurableHttpClient Services { get; }

    protected override HttpMessageHandler CreateHandler(CreateHttpClientArgs args) => _connections;
}
