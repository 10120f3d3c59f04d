using System.Buffers;

namespace Prefect.Snowflake;

/// <summary>Collects the bytes of a chunk in memory that grows.</summary>
internal sealed class SnowflakeChunkBuffer(int expected) : IDisposable
{
    private const int Least = 64 * 1024;
    private const int Most = 1024 * 1024 * 1024;

    private byte[]? _buffer = ArrayPool<byte>.Shared.Rent(Math.Clamp(expected + 1, Least, Most));
    private int _length;

    /// <summary>Room for what is read next: never empty.</summary>
    /// <exception cref="InvalidDataException">It is more than a chunk can be.</exception>
    public Memory<byte> Room
    {
        get
        {
            if (_length == _buffer!.Length)
            {
                Grow();
            }

            return _buffer.AsMemory(_length);
        }
    }

    public void Advance(int count) => _length += count;

    /// <summary>Gives the bytes away.</summary>
    public SnowflakeChunk ToChunk() => SnowflakeChunk.Of(Interlocked.Exchange(ref _buffer, null)!, _length);

    public void Dispose()
    {
        if (Interlocked.Exchange(ref _buffer, null) is { } buffer)
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    private void Grow()
    {
        if (_buffer!.Length >= Most)
        {
            throw new InvalidDataException("A part of the result has more than a gibibyte.");
        }

        byte[] larger = ArrayPool<byte>.Shared.Rent(_buffer.Length * 2);
        _buffer.AsSpan(0, _length).CopyTo(larger);
        ArrayPool<byte>.Shared.Return(_buffer);
        _buffer = larger;
    }
}
