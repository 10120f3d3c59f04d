using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;

namespace Prefect.Blocks;

/// <summary>One HTTP client for each way in which webhooks connect.</summary>
internal static class WebhookClients
{
    private static readonly ConcurrentDictionary<(bool AllowPrivate, bool Verify), Lazy<HttpClient>> s_clients = new();

    public static HttpClient Get(bool allowPrivate, bool verify) =>
        s_clients.GetOrAdd((allowPrivate, verify), static key => new Lazy<HttpClient>(() => Create(key.AllowPrivate, key.Verify))).Value;

    [SuppressMessage("Security", "CA5359", Justification = "The block's verify property says so.")]
    [SuppressMessage("Reliability", "CA2000", Justification = "The client lives as long as the process.")]
    private static HttpClient Create(bool allowPrivate, bool verify)
    {
        SocketsHttpHandler handler = new() { PooledConnectionLifetime = TimeSpan.FromMinutes(5) };
        if (!allowPrivate)
        {
            // A proxy would resolve the name itself, past the check.
            handler.UseProxy = false;
            handler.ConnectCallback = ConnectToPublicAsync;
        }

        if (!verify)
        {
            handler.SslOptions.RemoteCertificateValidationCallback = (_, _, _, _) => true;
        }

#pragma warning disable RS0030 // One client per way of connecting, for the whole process; each call has its own deadline.
        return new HttpClient(handler) { Timeout = Timeout.InfiniteTimeSpan };
#pragma warning restore RS0030
    }

    /// <summary>Connects to the address that was checked, so that a second look-up cannot give another.</summary>
    private static async ValueTask<Stream> ConnectToPublicAsync(SocketsHttpConnectionContext context, CancellationToken cancellationToken)
    {
        DnsEndPoint target = context.DnsEndPoint;
        IPAddress[] addresses = await Dns.GetHostAddressesAsync(target.Host, cancellationToken).ConfigureAwait(false);
        if (addresses.Length == 0 || !addresses.All(AddressRanges.IsPublic))
        {
            throw new HttpRequestException(
                $"The webhook's host {target.Host} has a private address, and the block does not allow those (allow_private_urls).");
        }

#pragma warning disable CA2000 // The stream owns it, or the catch disposes of it.
        Socket socket = new(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
#pragma warning restore CA2000
        try
        {
            await socket.ConnectAsync(addresses, target.Port, cancellationToken).ConfigureAwait(false);
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }
}
