using System.Diagnostics.CodeAnalysis;

namespace Prefect.Snowflake;

/// <summary>
/// A stream whose first two bytes were looked at, which tell what is packed with gzip, and whose last four are remembered, which tell how
/// long that is unpacked.
/// </summary>
internal sealed class PeekedStream : Stream
{
    [SuppressMessage("Usage", "CA2213", Justification = "Who opened it disposes of it.")]
    private readonly Stream _inner;
    private readonly byte[] _head;
    private int _given;

    private PeekedStream(Stream inner, byte[] head)
    {
        _inner = inner;
        _head = head;
    }

    public bool IsPacked => _head is [0x1F, 0x8B];

    /// <summary>The last four bytes that were read so far, as the number that gzip ends with.</summary>
    public uint Tail { get; private set; }

    public override bool CanRead => true;

    public override bool CanSeek => false;

    public override bool CanWrite => false;

    public override long Length => throw new NotSupportedException();

    public override long Position
    {
        get => throw new NotSupportedException();
        set => throw new NotSupportedException();
    }

    public static async Task<PeekedStream> OpenAsync(Stream inner, CancellationToken cancellationToken)
    {
        byte[] head = new byte[2];
        int length = await inner.ReadAtLeastAsync(head, head.Length, throwOnEndOfStream: false, cancellationToken).ConfigureAwait(false);
        return new PeekedStream(inner, head[..length]);
    }

    public override async ValueTask<int> ReadAsync(Memory<byte> buffer, CancellationToken cancellationToken = default)
    {
        int given = TryGive(buffer.Span);
        int count = given > 0 ? given : await _inner.ReadAsync(buffer, cancellationToken).ConfigureAwait(false);
        return Remember(buffer.Span, count);
    }

    public override Task<int> ReadAsync(byte[] buffer, int offset, int count, CancellationToken cancellationToken) =>
        ReadAsync(buffer.AsMemory(offset, count), cancellationToken).AsTask();

    public override int Read(Span<byte> buffer) => Remember(buffer, TryGive(buffer) is > 0 and int given ? given : _inner.Read(buffer));

    public override int Read(byte[] buffer, int offset, int count) => Read(buffer.AsSpan(offset, count));

    public override void Flush()
    {
    }

    public override long Seek(long offset, SeekOrigin origin) => throw new NotSupportedException();

    public override void SetLength(long value) => throw new NotSupportedException();

    public override void Write(byte[] buffer, int offset, int count) => throw new NotSupportedException();

    private int Remember(ReadOnlySpan<byte> buffer, int count)
    {
        foreach (byte read in buffer[Math.Max(0, count - sizeof(uint))..count])
        {
            Tail = (Tail >> 8) | ((uint)read << 24);
        }

        return count;
    }

    private int TryGive(Span<byte> buffer)
    {
        int count = Math.Min(buffer.Length, _head.Length - _given);
        _head.AsSpan(_given, count).CopyTo(buffer);
        _given += count;
        return count;
    }
}
