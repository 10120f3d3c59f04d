using System.Net;

namespace Prefect.Http;

/// <summary>Makes the connections that requests take.</summary>
public static class RestConnections
{
    /// <summary>Connections that all share who need none of their own.</summary>
    public static HttpMessageHandler Shared { get; } = Create();

    /// <summary>
    /// Makes connections: opened within 15 seconds and for five minutes at most, so that a changed name is found; packed answers are
    /// unpacked; redirections and cookies are left to the caller. Who makes them keeps them.
    /// </summary>
    public static SocketsHttpHandler Create() => new()
    {
        AllowAutoRedirect = false,
        AutomaticDecompression = DecompressionMethods.All,
        ConnectTimeout = TimeSpan.FromSeconds(15),
        PooledConnectionLifetime = TimeSpan.FromMinutes(5),
        UseCookies = false,
    };
}
