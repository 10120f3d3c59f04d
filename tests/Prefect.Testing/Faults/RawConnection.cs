using System.Buffers.Binary;
using System.Net.Sockets;
using Microsoft.AspNetCore.Connections.Features;
using Microsoft.AspNetCore.Http;
using Microsoft.AspNetCore.Http.Features;

namespace Prefect.Testing;

/// <summary>
/// The socket below a request that the server has not begun to answer, so that nobody else writes to it. What happens here
/// ends the connection.
/// </summary>
internal sealed class RawConnection(HttpContext context)
{
    private const int TcpProtocol = 6;
    private const int TcpInfo = 11;
    private const int UnacknowledgedOffset = 24;
    private const int UnsentOffset = 144;

    private readonly Socket _socket = context.Features.GetRequiredFeature<IConnectionSocketFeature>().Socket;

    /// <summary>Writes bytes as they are.</summary>
    public async Task WriteAsync(ReadOnlyMemory<byte> bytes, CancellationToken cancellationToken)
    {
        while (!bytes.IsEmpty)
        {
            bytes = bytes[await _socket.SendAsync(bytes, cancellationToken)..];
        }
    }

    /// <summary>Resets the connection, once the client's system has all that was written: a reset discards what is still on its way.</summary>
    public async Task ResetAsync(CancellationToken cancellationToken)
    {
        using PeriodicTimer pause = new(TimeSpan.FromMilliseconds(1));
        while (IsSending())
        {
            await pause.WaitForNextTickAsync(cancellationToken);
        }

        _socket.LingerState = new LingerOption(enable: true, seconds: 0);
        _socket.Close();
        context.Abort();
    }

    /// <summary>Sends nothing more, says so, and waits for the client to close its side.</summary>
    public async Task CloseAsync(CancellationToken cancellationToken)
    {
        _socket.Shutdown(SocketShutdown.Send);
        await StallAsync(cancellationToken);
    }

    /// <summary>Does nothing until the client gives up.</summary>
    public async Task StallAsync(CancellationToken cancellationToken)
    {
        await Task.Delay(Timeout.InfiniteTimeSpan, cancellationToken).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
        context.Abort();
    }

    // Linux tells how much of what was written the other side has not confirmed; elsewhere a reset may take the tail with it.
    private bool IsSending()
    {
        if (!OperatingSystem.IsLinux())
        {
            return false;
        }

        Span<byte> info = stackalloc byte[256];
        int length = _socket.GetRawSocketOption(TcpProtocol, TcpInfo, info);
        return NotZero(info[..length], UnacknowledgedOffset) || NotZero(info[..length], UnsentOffset);
    }

    private static bool NotZero(ReadOnlySpan<byte> info, int offset) =>
        info.Length >= offset + sizeof(uint) && BinaryPrimitives.ReadUInt32LittleEndian(info[offset..]) != 0;
}
