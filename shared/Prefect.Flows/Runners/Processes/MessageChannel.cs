using System.Buffers;
using System.Buffers.Binary;

namespace Prefect.Flows;

/// <summary>Carries messages over a pipe: five bytes, the length of the content and the kind, then the content.</summary>
internal sealed class MessageChannel(Stream pipe) : IAsyncDisposable
{
    private const int HeaderSize = 5;
    private readonly SemaphoreSlim _writing = new(1, 1);
    private readonly byte[] _header = new byte[HeaderSize];

    /// <summary>Sends a message. Any number of callers may at once.</summary>
    /// <exception cref="IOException">The other end is gone.</exception>
    public async ValueTask SendAsync(MessageKind kind, ReadOnlyMemory<byte> content, CancellationToken cancellationToken = default)
    {
        byte[] frame = ArrayPool<byte>.Shared.Rent(HeaderSize + content.Length);
        await _writing.WaitAsync(cancellationToken).ConfigureAwait(false);
        try
        {
            BinaryPrimitives.WriteInt32LittleEndian(frame, content.Length);
            frame[4] = (byte)kind;
            content.CopyTo(frame.AsMemory(HeaderSize));

            // Half a message would garble all that follow: once begun, it is sent whole.
            await pipe.WriteAsync(frame.AsMemory(0, HeaderSize + content.Length), CancellationToken.None).ConfigureAwait(false);
            await pipe.FlushAsync(CancellationToken.None).ConfigureAwait(false);
        }
        finally
        {
            _writing.Release();
            ArrayPool<byte>.Shared.Return(frame, clearArray: true);
        }
    }

    /// <summary>Waits for a message; null when the other end is gone. One caller at a time.</summary>
    public async ValueTask<Message?> ReceiveAsync(CancellationToken cancellationToken = default)
    {
        try
        {
            await pipe.ReadExactlyAsync(_header, cancellationToken).ConfigureAwait(false);
            byte[] content = new byte[Length(_header)];
            await pipe.ReadExactlyAsync(content, cancellationToken).ConfigureAwait(false);
            return new Message((MessageKind)_header[4], content);
        }
        catch (Exception exception) when (exception is IOException or ObjectDisposedException)
        {
            return null;
        }
    }

    public async ValueTask DisposeAsync()
    {
        await pipe.DisposeAsync().ConfigureAwait(false);
        _writing.Dispose();
    }

    private static int Length(byte[] header) => BinaryPrimitives.ReadInt32LittleEndian(header) is var length and >= 0
        ? length
        : throw new IOException("What came through the pipe is no message.");
}
