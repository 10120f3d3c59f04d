using System.Collections.Concurrent;
using System.Diagnostics.CodeAnalysis;
using System.Net;
using System.Net.Sockets;
using System.Text;

namespace Prefect.Testing;

/// <summary>A proxy for https that leads to a peer, whichever host is asked for. What goes through it is encrypted from end to end.</summary>
internal sealed class ArmTunnel : IAsyncDisposable
{
    private readonly TcpListener _listener = new(IPAddress.Loopback, 0);
    private readonly CancellationTokenSource _stopping = new();
    private readonly ConcurrentQueue<string> _hosts = new();
    private readonly ConcurrentBag<Task> _connections = [];
    private readonly Uri _peer;
    private readonly Task _accepting;

    public ArmTunnel(Uri peer)
    {
        _peer = peer;
        _listener.Start();
        _accepting = AcceptAsync();
    }

    public Uri Address => new UriBuilder("http", "127.0.0.1", ((IPEndPoint)_listener.LocalEndpoint).Port).Uri;

    /// <summary>The hosts that were asked for, with their ports.</summary>
    public IReadOnlyList<string> Hosts => [.. _hosts];

    public async ValueTask DisposeAsync()
    {
        await _stopping.CancelAsync();
        _listener.Stop();
        await _accepting.ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        await Task.WhenAll(_connections).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        _listener.Dispose();
        _stopping.Dispose();
    }

    private async Task AcceptAsync()
    {
        while (true)
        {
            Socket client = await _listener.AcceptSocketAsync(_stopping.Token);
            _connections.Add(ServeAsync(client));
        }
    }

    [SuppressMessage("Design", "CA1031", Justification = "Whatever fails in a tunnel, both ends see a closed connection.")]
    private async Task ServeAsync(Socket client)
    {
        try
        {
            await using NetworkStream near = new(client, ownsSocket: true);
            string head = await ReadHeadAsync(near);
            _hosts.Enqueue(head.Split(' ')[1]);
            using TcpClient peer = new();
            await peer.ConnectAsync(IPAddress.Loopback, _peer.Port, _stopping.Token);
            await using NetworkStream far = peer.GetStream();
            await near.WriteAsync("HTTP/1.1 200 Connection established\r\n\r\n"u8.ToArray(), _stopping.Token);
            await Task.WhenAny(near.CopyToAsync(far, _stopping.Token), far.CopyToAsync(near, _stopping.Token));
        }
        catch (Exception)
        {
            client.Dispose();
        }
    }

    // Nothing follows a head before it was answered.
    private async Task<string> ReadHeadAsync(NetworkStream client)
    {
        byte[] buffer = new byte[8192];
        int read = 0;
        while (!buffer.AsSpan(0, read).EndsWith("\r\n\r\n"u8))
        {
            read += await client.ReadAtLeastAsync(buffer.AsMemory(read), minimumBytes: 1, cancellationToken: _stopping.Token);
        }

        string head = Encoding.ASCII.GetString(buffer, 0, read);
        return head.StartsWith("CONNECT ", StringComparison.Ordinal) ? head : throw new InvalidOperationException("Only tunnels are led on.");
    }
}
