using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Security;

namespace Prefect.Client;

/// <summary>Shares one HTTP client between all that connect in the same way. It is never disposed of: others may be using it.</summary>
internal static class HttpClientCache
{
    private const int Capacity = 64;
    private const int MaxConnections = 16;
    private static readonly TimeSpan s_keepAlive = TimeSpan.FromSeconds(25);
    private static readonly TimeSpan s_lifetime = TimeSpan.FromMinutes(5);

    private static readonly Lock s_gate = new();
    private static readonly Dictionary<ConnectionKey, HttpClient> s_clients = [];
    private static readonly LinkedList<ConnectionKey> s_byUse = new();

    /// <exception cref="SettingsException">The file of certificate authorities cannot be used.</exception>
    public static HttpClient Get(ConnectionKey key)
    {
        lock (s_gate)
        {
            if (s_clients.TryGetValue(key, out HttpClient? known))
            {
                s_byUse.Remove(key);
                s_byUse.AddFirst(key);
                return known;
            }

            HttpClient added = Build(key);
            s_clients.Add(key, added);
            s_byUse.AddFirst(key);
            if (s_clients.Count > Capacity && s_byUse.Last is { } oldest)
            {
                s_clients.Remove(oldest.Value);
                s_byUse.RemoveLast();
            }

            return added;
        }
    }

    [SuppressMessage("Reliability", "CA2000", Justification = "The client that is returned disposes of its handler.")]
    private static HttpClient Build(ConnectionKey key)
    {
        SocketsHttpHandler handler = new()
        {
            // Redirects are followed by hand: this handler drops the body of a redirected POST, and the key on the way to the same server.
            AllowAutoRedirect = false,
            UseCookies = false,
            AutomaticDecompression = DecompressionMethods.All,
            MaxConnectionsPerServer = MaxConnections,
            PooledConnectionIdleTimeout = s_keepAlive,
            PooledConnectionLifetime = s_lifetime,
            EnableMultipleHttp2Connections = true,
            SslOptions = new SslClientAuthenticationOptions
            {
                CertificateChainPolicy = key.CertificateFile is { } file ? CertificateTrust.In(file) : null,
                RemoteCertificateValidationCallback = key.TrustsAnyone ? CertificateTrust.Anyone : null,
            },
        };
        return new HttpClient(handler)
        {
            Timeout = Timeout.InfiniteTimeSpan,
            DefaultRequestVersion = key.SpeaksHttp2 ? HttpVersion.Version20 : HttpVersion.Version11,
            DefaultVersionPolicy = HttpVersionPolicy.RequestVersionOrLower,
        };
    }
}
